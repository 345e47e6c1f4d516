using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Imaging.Vips;

namespace ImageForge.Imaging.Files;

/// <summary>
/// Writes pictures in every format. All but EXR hold sRGB, and say so; light above 1 is clipped there, and kept by EXR.
/// </summary>
public static class ImageEncoder
{
    /// <summary>Encodes to memory. The same picture and options give the same bytes within a build.</summary>
    /// <exception cref="ArgumentException">An option is out of range or not one of the format's.</exception>
    /// <exception cref="VipsUnavailableException">The format needs libvips, which is missing.</exception>
    public static byte[] Encode(PixelBuffer image, EncodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        int depth = options.BitDepth ?? options.Format.BitDepths()[0];
        if (!options.Format.BitDepths().Contains(depth))
        {
            throw new ArgumentException(
                $"{options.Format.Name()} has {string.Join(" or ", options.Format.BitDepths())} bits a sample, not {depth}.",
                nameof(options)
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.Quality ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Quality ?? 1, 100, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Compression ?? 0, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Compression ?? 0, 9, nameof(options));
        return options.Format switch
        {
            ImageFormat.Png => Png(image, options, depth),
            ImageFormat.Exr => Exr(image, options, depth),
            _ => VipsEncoder.Encode(image, options, depth),
        };
    }

    private static byte[] Png(PixelBuffer image, EncodeOptions options, int depth)
    {
        var png = new PngOptions
        {
            BitDepth = depth,
            Texts = [.. Texts(options.Metadata)],
            Threads = options.Threads,
        };
        return PngEncoder.Encode(image, options.Compression is { } level ? png with { CompressionLevel = level } : png);
    }

    private static byte[] Exr(PixelBuffer image, EncodeOptions options, int depth)
    {
        var exr = new ExrOptions
        {
            Samples = depth == 16 ? ExrPixelType.Half : ExrPixelType.Float,
            Compression = options.Compression == 0 ? ExrCompression.None : ExrCompression.Zip,
            Metadata = options.Metadata,
            Derived = options.Derived,
            Threads = options.Threads,
        };
        return ExrEncoder.Encode(
            image,
            options.Compression is { } level and > 0 ? exr with { CompressionLevel = level } : exr
        );
    }

    private static IEnumerable<PngText> Texts(ImageMetadata? metadata)
    {
        if (metadata is null)
        {
            yield break;
        }

        yield return new PngText("Software", metadata.Software);
        foreach ((string name, string value) in metadata.Own)
        {
            yield return new PngText($"ImageForge {name}", value);
        }

        if (metadata.Description is { Length: > 0 } description)
        {
            yield return new PngText("Description", description);
        }
    }
}

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

    /// <summary>Whether a WebP or AVIF keeps every sample; quality is ignored then.</summary>
    public bool Lossless { get; init; }

    /// <summary>What is stored beside the pixels; nothing if not given.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>Whether pixels come from 8-bit files; an EXR says so.</summary>
    public bool Derived { get; init; }

    /// <summary>Most threads to use; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
