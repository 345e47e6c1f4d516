namespace ImageForge.Imaging.Files;

/// <summary>How a picture is written.</summary>
public sealed record EncodeOptions
{
    /// <summary>The file format.</summary>
    public ImageFormat Format { get; init; }

    /// <summary>Bits a sample: one of <see cref="ImageFormats.BitDepths"/>; the first of them if not given.</summary>
    public int? BitDepth { get; init; }

    /// <summary>
    /// Quality of JPEG and of lossy WebP and AVIF, 1–100. If not given, 85, and 60 for AVIF, whose scale is another.
    /// </summary>
    public int? Quality { get; init; }

    /// <summary>
    /// Effort of compression, 0 to 9; 0 stores PNG, TIFF and EXR uncompressed. A good compromise if not given.
    /// </summary>
    public int? Compression { get; init; }

    /// <summary>Whether a WebP or AVIF keeps every sample; quality means nothing then.</summary>
    public bool Lossless { get; init; }

    /// <summary>What is stored beside the pixels; nothing if not given.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>Whether pixels come from 8-bit files; an EXR says so.</summary>
    public bool Derived { get; init; }

    /// <summary>Most threads to use; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
