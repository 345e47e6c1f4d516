namespace ImageForge.Imaging.Png;

/// <summary>How a PNG file is written.</summary>
public sealed record PngOptions
{
    /// <summary>zlib level, 0 (stored) to 9 (smallest).</summary>
    public int CompressionLevel { get; init; } = 2;

    /// <summary>8 or 16 bits a sample.</summary>
    public int BitDepth { get; init; } = 8;

    /// <summary>Most threads to use; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Metadata, written in this order.</summary>
    public IReadOnlyList<PngText> Texts { get; init; } = [];
}
