using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A stored image.</summary>
public sealed record ArtifactStatus
{
    /// <summary>Key in the store.</summary>
    [Text(1024, 1)]
    public required string Key { get; init; }

    /// <summary>URL, if the store or a CDN serves it.</summary>
    [Text(2048)]
    public string? Url { get; init; }

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    [Text(64)]
    public required string Sha256 { get; init; }

    /// <summary>Size in bytes.</summary>
    [Number(0)]
    public required long Bytes { get; init; }

    /// <summary>Width in pixels.</summary>
    [Number(1)]
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    [Number(1)]
    public required int Height { get; init; }

    /// <summary>File format.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Index of the variant, from 0.</summary>
    [Number(0, 9)]
    public required int Variant { get; init; }

    /// <summary>Seed of the image.</summary>
    [Number(0)]
    public long? Seed { get; init; }

    /// <summary>Its scores.</summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<ScoreStatus>? Scores { get; init; }

    /// <summary>True for the primary image.</summary>
    public bool? Primary { get; init; }

    /// <summary>True if polishing failed and this is the composed layout.</summary>
    public bool? Composed { get; init; }

    /// <summary>Its thumbnail.</summary>
    public StoredObject? Thumbnail { get; init; }

    /// <summary>The document with the boxes of its placed assets, in pixels of this image.</summary>
    public StoredObject? Hitboxes { get; init; }
}

/// <summary>A score of an image.</summary>
public sealed record ScoreStatus
{
    /// <summary>Which score.</summary>
    public required MetricName Name { get; init; }

    /// <summary>Its value as a decimal.</summary>
    [Text(32, 1)]
    public required string Value { get; init; }

    /// <summary>True when it is below the minimum asked for.</summary>
    public bool? BelowMinimum { get; init; }
}

/// <summary>The box of a placed asset, in pixels of the final image, from its top left corner.</summary>
public sealed record HitboxStatus
{
    /// <summary>Left edge.</summary>
    [Number(0)]
    public required int X { get; init; }

    /// <summary>Upper edge.</summary>
    [Number(0)]
    public required int Y { get; init; }

    /// <summary>Width of the box.</summary>
    [Number(0)]
    public required int Width { get; init; }

    /// <summary>Height of the box.</summary>
    [Number(0)]
    public required int Height { get; init; }

    /// <summary>Category of its signal.</summary>
    [Text(63)]
    public required string Category { get; init; }

    /// <summary>Tag of its signal.</summary>
    [Text(63)]
    public required string Tag { get; init; }

    /// <summary>Intensity of its signal.</summary>
    [Decimal(0, 1)]
    public required double Intensity { get; init; }

    /// <summary>Score of its signal.</summary>
    [Decimal(-1, 1)]
    public required double Score { get; init; }
}
