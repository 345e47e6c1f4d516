namespace ImageForge.Imaging.Files;

/// <summary>What the first bytes of a file say, before anything is decoded.</summary>
/// <param name="Format">The format.</param>
/// <param name="Width">Width in pixels as stored, before any orientation is applied.</param>
/// <param name="Height">Height in pixels as stored.</param>
internal readonly record struct ImageHeader(ImageFormat Format, int Width, int Height)
{
    /// <summary>Reads a file's header and checks it.</summary>
    /// <exception cref="ImageFormatException">It is none of the formats, is broken, or is larger than the limits.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        ImageFormat format =
            Sniff(file)
            ?? throw new ImageFormatException("The file begins as none of PNG, JPEG, WebP, AVIF, TIFF and EXR.");
        (long width, long height) = format switch
        {
            ImageFormat.Png => PngSize(file),
            ImageFormat.Jpeg => JpegHeader.Size(file),
            ImageFormat.WebP => WebPHeader.Size(file),
            ImageFormat.Avif => AvifSize(file),
            ImageFormat.Tiff => TiffHeader.Size(file),
            _ => Exr.ExrPart.Read(file, limits).Size,
        };
        limits.Check(format.Name(), width, height);
        return new ImageHeader(format, (int)width, (int)height);
    }

    /// <summary>The format by the first bytes; a name or a media type is not asked.</summary>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> file) =>
        file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? ImageFormat.Png
        : file.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? ImageFormat.Jpeg
        : file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? ImageFormat.WebP
        : AvifHeader.IsAvif(file) ? ImageFormat.Avif
        : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? ImageFormat.Tiff
        : file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8) ? ImageFormat.Tiff
        : file.StartsWith<byte>([0x76, 0x2F, 0x31, 0x01]) ? ImageFormat.Exr
        : null;

    private static (long Width, long Height) AvifSize(ReadOnlySpan<byte> file)
    {
        var header = AvifHeader.Read(file);
        return (header.Width, header.Height);
    }

    private static (long Width, long Height) PngSize(ReadOnlySpan<byte> file) =>
        file.Length >= 24 && file[12..].StartsWith("IHDR"u8)
            ? (
                System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file[16..]),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file[20..])
            )
            : throw new ImageFormatException("The PNG does not begin with an IHDR chunk.");
}

/// <summary>What is known of a format without opening a file of it.</summary>
public static class ImageFormats
{
    /// <summary>The format by its name in specifications: PNG, JPEG, WebP, AVIF, TIFF or EXR. Null for another.</summary>
    public static ImageFormat? Parse(string name) =>
        name switch
        {
            "PNG" => ImageFormat.Png,
            "JPEG" => ImageFormat.Jpeg,
            "WebP" => ImageFormat.WebP,
            "AVIF" => ImageFormat.Avif,
            "TIFF" => ImageFormat.Tiff,
            "EXR" => ImageFormat.Exr,
            _ => null,
        };

    /// <summary>The name in specifications and messages.</summary>
    public static string Name(this ImageFormat format) =>
        format switch
        {
            ImageFormat.Png => "PNG",
            ImageFormat.Jpeg => "JPEG",
            ImageFormat.WebP => "WebP",
            ImageFormat.Avif => "AVIF",
            ImageFormat.Tiff => "TIFF",
            ImageFormat.Exr => "EXR",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };

    /// <summary>Whether it is read and written by libvips, which may be missing.</summary>
    public static bool NeedsVips(this ImageFormat format) => format is not (ImageFormat.Png or ImageFormat.Exr);

    /// <summary>The bits a sample that can be written.</summary>
    public static IReadOnlyList<int> BitDepths(this ImageFormat format) =>
        format switch
        {
            ImageFormat.Png or ImageFormat.Tiff => [8, 16],
            ImageFormat.Avif => [8, 10, 12],
            ImageFormat.Exr => [16, 32],
            _ => [8],
        };
}
