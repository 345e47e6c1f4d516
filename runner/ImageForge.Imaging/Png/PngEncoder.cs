using System.Buffers.Binary;
using System.Text;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>Writes PNG files (W3C PNG, third edition): RGB where the picture is opaque, else RGBA; tagged as sRGB.</summary>
public static class PngEncoder
{
    /// <summary>Encodes to memory.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or a keyword is not one.</exception>
    public static byte[] Encode(PixelBuffer image, PngOptions? options = null)
    {
        using var stream = new MemoryStream();
        Write(stream, image, options);
        return stream.ToArray();
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or a keyword is not one.</exception>
    public static void Write(Stream stream, PixelBuffer image, PngOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(image);
        options ??= new PngOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.CompressionLevel, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.CompressionLevel, 9, nameof(options));
        if (options.BitDepth is not (8 or 16))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.BitDepth, "The bit depth is 8 or 16.");
        }

        var rows = new SampleRows(image, options.BitDepth);
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteHeader(stream, image, options.BitDepth, rows.HasAlpha);
        // Perceptual intent; the chunk says that samples are sRGB.
        ChunkWriter.Write(stream, "sRGB"u8, [0]);
        foreach (PngText text in options.Texts)
        {
            WriteText(stream, text);
        }

        new PngStripes(rows, image.Height, options).Write(stream);
        ChunkWriter.Write(stream, "IEND"u8, []);
    }

    private static void WriteHeader(Stream stream, PixelBuffer image, int bitDepth, bool alpha)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = (byte)bitDepth;
        header[9] = alpha ? (byte)6 : (byte)2;
        header[10..].Clear();
        ChunkWriter.Write(stream, "IHDR"u8, header);
    }

    private static void WriteText(Stream stream, PngText text)
    {
        if (text.Keyword.Length is 0 or > 79 || text.Keyword.Any(c => c is < ' ' or > 'ÿ' or (> '~' and < '¡')))
        {
            throw new ArgumentException($"'{text.Keyword}' is not a PNG keyword.", nameof(text));
        }

        byte[] keyword = Encoding.Latin1.GetBytes(text.Keyword);
        if (text.Text.All(c => c is '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= 'ÿ')))
        {
            ChunkWriter.Write(stream, "tEXt"u8, [.. keyword, 0, .. Encoding.Latin1.GetBytes(text.Text)]);
        }
        else
        {
            // Not compressed, no language tag, no translated keyword.
            ChunkWriter.Write(stream, "iTXt"u8, [.. keyword, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text.Text)]);
        }
    }
}

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

/// <summary>One metadata entry of a PNG file.</summary>
/// <param name="Keyword">1–79 Latin-1 characters, such as <c>Software</c> or <c>Description</c>.</param>
/// <param name="Text">The value; what is not Latin-1 is stored as UTF-8 (iTXt).</param>
public sealed record PngText(string Keyword, string Text);
