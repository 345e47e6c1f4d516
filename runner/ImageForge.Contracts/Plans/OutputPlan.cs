namespace ImageForge.Contracts.Plans;

/// <summary>How pictures are encoded.</summary>
public sealed record OutputPlan
{
    /// <summary>File format: <c>PNG</c>, <c>JPEG</c>, <c>WebP</c>, <c>AVIF</c>, <c>TIFF</c> or <c>EXR</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Bits per channel: 8, 10, 12, 16 or 32, as far as the format has them.</summary>
    public int BitDepth { get; set; } = 8;

    /// <summary>Quality of JPEG and lossy WebP and AVIF, 1 to 100; absent for the encoder's default.</summary>
    public int? Quality { get; init; }

    /// <summary>Effort of compression, 0 to 9; absent for the encoder's default.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary>True for a WebP or AVIF without loss; else absent.</summary>
    public bool? Lossless { get; init; }

    /// <summary>Whether prompt, seed and plan hash are written into the file.</summary>
    public bool Metadata { get; set; } = true;

    /// <summary>The user's own metadata, written where <see cref="Metadata"/> is.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}
