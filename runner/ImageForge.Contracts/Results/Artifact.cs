using System.Text.Json.Serialization;

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
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>Where the signals' assets are.</summary>
    public IReadOnlyList<Hitbox> Hitboxes { get; init; } = [];
}

/// <summary>A stored picture, as short as a termination message needs it; key and seed are those of the plan.</summary>
/// <param name="Sha256">Hex SHA-256 of the file.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record ArtifactDigest(
    [property: JsonPropertyName("s")] string Sha256,
    [property: JsonPropertyName("b")] long Bytes,
    [property: JsonPropertyName("w")] int Width,
    [property: JsonPropertyName("h")] int Height
);

/// <summary>Where a placed asset is in the final picture.</summary>
public sealed record Hitbox
{
    /// <summary>Left edge in pixels.</summary>
    public required int X { get; init; }

    /// <summary>Upper edge in pixels.</summary>
    public required int Y { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The signal's category.</summary>
    public required string Category { get; init; }

    /// <summary>The signal's tag.</summary>
    public required string Tag { get; init; }

    /// <summary>|score|.</summary>
    public required double Intensity { get; init; }

    /// <summary>The signal's score, −1 to 1.</summary>
    public required double Score { get; init; }
}
