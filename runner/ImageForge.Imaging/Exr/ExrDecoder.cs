using System.Buffers.Binary;
using System.IO.Compression;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Exr;

/// <summary>
/// Reads single-part scanline OpenEXR files with half, float or integer channels, uncompressed or with RLE, ZIPS or ZIP. Other
/// primaries than Rec. 709 are converted. Made for untrusted input: managed code only, limits first.
/// </summary>
public static class ExrDecoder
{
    /// <summary>Decodes a file. The picture is its display window; the caller disposes of it.</summary>
    /// <exception cref="ImageFormatException">It is no EXR, is broken, too large, or of a kind that is not read.</exception>
    public static PixelBuffer Decode(ReadOnlyMemory<byte> file, DecodeLimits? limits = null)
    {
        if (ImageHeader.Sniff(file.Span) != ImageFormat.Exr)
        {
            throw new ImageFormatException("The file does not begin as an EXR.");
        }

        ExrHeader header = ExrHeader.Read(file.Span, limits ?? new DecodeLimits());
        var lines = new ExrLines(header);
        int blocks = checked((int)((header.Data.Height + lines.PerBlock - 1) / lines.PerBlock));
        if ((file.Length - header.End) / (2 * sizeof(ulong)) < blocks)
        {
            throw new ImageFormatException($"The EXR ends at byte {file.Length}, before its {blocks} blocks of lines.");
        }

        PixelBuffer image = PixelBuffer.Allocate((int)header.Display.Width, (int)header.Display.Height);
        try
        {
            for (int i = 0; i < blocks; i++)
            {
                ReadBlock(file, header, lines, i, image);
            }

            return image;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            image.Dispose();
            throw new ImageFormatException("The EXR's compressed lines are damaged.", error);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void ReadBlock(
        ReadOnlyMemory<byte> file,
        ExrHeader header,
        ExrLines lines,
        int block,
        PixelBuffer image
    )
    {
        ReadOnlySpan<byte> span = file.Span;
        ulong at = BinaryPrimitives.ReadUInt64LittleEndian(span[(header.End + (block * sizeof(ulong)))..]);
        if (at > (ulong)(file.Length - 8))
        {
            throw new ImageFormatException($"The EXR's block {block} lies beyond the end of the file.");
        }

        int y = BinaryPrimitives.ReadInt32LittleEndian(span[(int)at..]);
        int size = BinaryPrimitives.ReadInt32LittleEndian(span[((int)at + 4)..]);
        long first = (long)y - header.Data.Top;
        if (first < 0 || first >= header.Data.Height || first % lines.PerBlock != 0)
        {
            throw new ImageFormatException($"The EXR's block {block} begins at line {y}, where none begins.");
        }

        if (size < 0 || size > file.Length - (int)at - 8)
        {
            throw new ImageFormatException($"The EXR's block {block} reaches beyond the end of the file.");
        }

        int count = (int)Math.Min(lines.PerBlock, header.Data.Height - first);
        Span<byte> raw = Expand(file.Slice((int)at + 8, size), header.Compression, lines.Buffers(count));
        for (int i = 0; i < count; i++)
        {
            lines.Place(raw.Slice(i * lines.Bytes, lines.Bytes), y + i, image);
        }
    }

    private static Span<byte> Expand(
        ReadOnlyMemory<byte> packed,
        ExrCompression compression,
        (Memory<byte> Shuffled, Memory<byte> Raw) buffers
    )
    {
        Span<byte> raw = buffers.Raw.Span;
        if (packed.Length == raw.Length)
        {
            // Also what compression would have made larger.
            packed.Span.CopyTo(raw);
            return raw;
        }

        Span<byte> shuffled = buffers.Shuffled.Span;
        switch (compression)
        {
            case ExrCompression.Rle:
                RunLengths.Expand(packed.Span, shuffled);
                break;
            case ExrCompression.Zip or ExrCompression.Zips:
                using (var stream = new SegmentStream([packed]))
                using (var zlib = new ZLibStream(stream, CompressionMode.Decompress))
                {
                    zlib.ReadExactly(shuffled);
                }

                break;
            default:
                throw new ImageFormatException(
                    $"The EXR has {packed.Length} bytes where {raw.Length} uncompressed ones belong."
                );
        }

        BytePlanes.Join(shuffled, raw);
        return raw;
    }
}
