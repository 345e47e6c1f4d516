using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using ImageForge.Imaging.Png;

namespace ImageForge.Imaging.Tests.Png;

/// <summary>Makes small PNG files of any type, unfiltered, from one function of the pixel's place.</summary>
internal static class PngFixture
{
    private static readonly (int X, int Y, int Dx, int Dy)[] Passes =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    public static byte[] Make(int width, int height, int color, int depth, bool interlaced) =>
        Make(width, height, color, depth, interlaced, (x, y, sample) => ((x * 31) + (y * 17) + (sample * 59)) * 257);

    /// <summary>A file whose samples, cut to the bit depth, are what the function gives for column, row and channel.</summary>
    public static byte[] Make(
        int width,
        int height,
        int color,
        int depth,
        bool interlaced,
        Func<int, int, int, int> value
    )
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = (byte)color;
        header[12] = interlaced ? (byte)1 : (byte)0;
        ChunkWriter.Write(stream, "IHDR"u8, header);
        if (color == 3)
        {
            byte[] palette = new byte[3 << depth];
            for (int i = 0; i < palette.Length; i++)
            {
                palette[i] = (byte)(i * 37);
            }

            ChunkWriter.Write(stream, "PLTE"u8, palette);
        }

        using var body = new MemoryStream();
        using (var zlib = new ZLibStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach ((int X, int Y, int Dx, int Dy) pass in interlaced ? Passes : [(0, 0, 1, 1)])
            {
                WritePass(zlib, width, height, color, depth, pass, value);
            }
        }

        ChunkWriter.Write(stream, "IDAT"u8, body.ToArray());
        ChunkWriter.Write(stream, "IEND"u8, []);
        return stream.ToArray();
    }

    /// <summary>The file with a chunk before its first chunk of another type.</summary>
    /// <param name="file">The file.</param>
    /// <param name="type">The chunk's type.</param>
    /// <param name="data">Its data.</param>
    /// <param name="before">PLTE, IDAT or IEND.</param>
    /// <param name="intact">Whether its checksum is right.</param>
    public static byte[] With(byte[] file, string type, byte[] data, string before = "IDAT", bool intact = true)
    {
        using var chunk = new MemoryStream();
        ChunkWriter.Write(chunk, Encoding.ASCII.GetBytes(type), data);
        byte[] bytes = chunk.ToArray();
        bytes[^1] ^= intact ? (byte)0 : (byte)0xFF;
        int at = file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(before)) - 4;
        return [.. file[..at], .. bytes, .. file[at..]];
    }

    /// <summary>The data of an iCCP chunk.</summary>
    public static byte[] Profile(byte[] profile)
    {
        using var chunk = new MemoryStream();
        chunk.Write("p\0\0"u8);
        using (var zlib = new ZLibStream(chunk, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(profile);
        }

        return chunk.ToArray();
    }

    /// <summary>EXIF data of one entry, the orientation.</summary>
    public static byte[] Exif(int orientation, bool little) =>
        little
            ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
            : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    public static void FixHeaderChecksum(byte[] file) =>
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc32.HashToUInt32(file.AsSpan(12, 17)));

    public static void FixAllChecksums(byte[] file)
    {
        int at = 8;
        while (at + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                return;
            }

            ReadOnlySpan<byte> body = file.AsSpan(at + 4, (int)length + 4);
            uint crc = Crc32.HashToUInt32(body);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), crc);
            at += (int)length + 12;
        }
    }

    private static void WritePass(
        Stream stream,
        int width,
        int height,
        int color,
        int depth,
        (int X, int Y, int Dx, int Dy) pass,
        Func<int, int, int, int> value
    )
    {
        int samples = color switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        int columns = (width - pass.X + pass.Dx - 1) / pass.Dx;
        if (columns <= 0)
        {
            return;
        }

        for (int y = pass.Y; y < height; y += pass.Dy)
        {
            byte[] row = new byte[1 + (((columns * samples * depth) + 7) / 8)];
            for (int i = 0; i < columns * samples; i++)
            {
                int x = pass.X + (i / samples * pass.Dx);
                int code = value(x, y, i % samples) % (1 << depth);
                int bit = i * depth;
                if (depth == 16)
                {
                    row[1 + (i * 2)] = (byte)(code >> 8);
                    row[2 + (i * 2)] = (byte)code;
                }
                else
                {
                    row[1 + (bit / 8)] |= (byte)(code << (8 - depth - (bit % 8)));
                }
            }

            stream.Write(row);
        }
    }
}
