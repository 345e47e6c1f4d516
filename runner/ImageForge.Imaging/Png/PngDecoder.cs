using System.IO.Compression;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>
/// Reads PNG files: all colour types, bit depths and interlacing; cICP, sRGB, gAMA and cHRM decide what samples mean, eXIf which
/// way is up. Under an embedded profile (iCCP) samples are taken as sRGB. Made for untrusted input: managed code only, limits first, never
/// more memory than the header admits to.
/// </summary>
public static class PngDecoder
{
    // First column, first row, column step, row step of the seven passes.
    private static readonly (int X, int Y, int Dx, int Dy)[] Adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <summary>Decodes a file. The caller disposes of the result.</summary>
    /// <exception cref="ImageFormatException">It is not a PNG, is broken, or is larger than the limits.</exception>
    public static PixelBuffer Decode(ReadOnlyMemory<byte> file, DecodeLimits? limits = null)
    {
        return Decode(PngChunks.Read(file, limits ?? new DecodeLimits()));
    }

    internal static PixelBuffer Decode(PngChunks chunks)
    {
        PixelBuffer image = PixelBuffer.Allocate(chunks.Header.Width, chunks.Header.Height);
        try
        {
            DecodeRows(chunks, image);
            return Orientation.Apply(image, chunks.Orientation);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            image.Dispose();
            throw new ImageFormatException("The PNG's pixel data is damaged or ends early.", error);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void DecodeRows(PngChunks chunks, PixelBuffer image)
    {
        using var compressed = new SegmentStream(chunks.Data);
        using var data = new ZLibStream(compressed, CompressionMode.Decompress);
        var unpacker = new RowUnpacker(chunks);
        if (!chunks.Header.Interlaced)
        {
            Pass(chunks.Header, data, unpacker, image, (0, 0, 1, 1));
            return;
        }

        foreach ((int X, int Y, int Dx, int Dy) pass in Adam7)
        {
            Pass(chunks.Header, data, unpacker, image, pass);
        }
    }

    private static void Pass(
        PngHeader header,
        Stream data,
        RowUnpacker unpacker,
        PixelBuffer image,
        (int X, int Y, int Dx, int Dy) pass
    )
    {
        int columns = (header.Width - pass.X + pass.Dx - 1) / pass.Dx;
        if (columns <= 0)
        {
            return;
        }

        byte[] above = new byte[header.RowBytes(columns)];
        byte[] row = new byte[above.Length];
        for (int y = pass.Y; y < header.Height; y += pass.Dy)
        {
            int filter = data.ReadByte();
            if (filter < 0)
            {
                throw new EndOfStreamException();
            }

            data.ReadExactly(row);
            PngFilter.Undo(filter, row, above, header.FilterStep);
            unpacker.Unpack(row, columns, image.Pixels(y), pass.X, pass.Dx);
            (above, row) = (row, above);
        }
    }
}
