using ImageForge.Imaging.Files;

namespace ImageForge.Imaging.Exr;

/// <summary>How an OpenEXR file is written.</summary>
public sealed record ExrOptions
{
    /// <summary>Half or Float.</summary>
    public ExrPixelType Samples { get; init; } = ExrPixelType.Half;

    /// <summary>None or Zip.</summary>
    public ExrCompression Compression { get; init; } = ExrCompression.Zip;

    /// <summary>zlib level of <see cref="ExrCompression.Zip"/>, 1 (fast) to 9 (small).</summary>
    public int CompressionLevel { get; init; } = 1;

    /// <summary>Written as attributes, if given.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>Written as the attribute <c>derived</c>: whether pixels come from 8-bit files.</summary>
    public bool Derived { get; init; }

    /// <summary>Most threads to use; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
