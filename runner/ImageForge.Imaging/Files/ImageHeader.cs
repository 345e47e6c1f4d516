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
