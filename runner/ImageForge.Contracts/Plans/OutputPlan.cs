namespace ImageForge.Contracts.Plans;

/// <summary>How pictures are encoded.</summary>
public sealed record OutputPlan
{
    /// <summary>File format: <c>PNG</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Bits per channel: 8 or 16.</summary>
    public int BitDepth { get; set; } = 8;

    /// <summary>Deflate level 0 to 9; absent for the encoder's default.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary>Whether prompt, seed and plan hash are written into the file.</summary>
    public bool Metadata { get; set; } = true;
}
