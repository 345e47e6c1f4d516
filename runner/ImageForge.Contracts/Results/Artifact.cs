namespace ImageForge.Contracts.Results;

/// <summary>One stored picture.</summary>
public sealed record Artifact
{
    /// <summary>Index of the variant, from 0.</summary>
    public required int Variant { get; init; }

    /// <summary>The seed that it was made with; absent for an assembly.</summary>
    public long? Seed { get; init; }

    /// <summary>Key in the store.</summary>
    public required string Key { get; init; }

    /// <summary>Hex SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>File format.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Scores by metric name.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; set; } = new Dictionary<string, double>();

    /// <summary>Where the signals' assets are.</summary>
    public IReadOnlyList<Hitbox> Hitboxes { get; set; } = [];
}
