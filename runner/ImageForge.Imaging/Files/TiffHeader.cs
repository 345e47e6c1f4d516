using System.Buffers.Binary;

namespace ImageForge.Imaging.Files;

/// <summary>Reads the size from the first directory of a TIFF or BigTIFF file.</summary>
internal static class TiffHeader
{
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int MostEntries = 4096;

    public static (long Width, long Height) Size(ReadOnlySpan<byte> file)
    {
        bool little = file[0] == (byte)'I';
        bool big = Number(file, 2, 2, little) == 43;
        ulong directory = big ? Number(file, 8, 8, little) : Number(file, 4, 4, little);
        int countBytes = big ? 8 : 2;
        int entryBytes = big ? 20 : 12;
        if (directory > (ulong)file.Length)
        {
            throw new ImageFormatException("The TIFF's directory lies beyond the end of the file.");
        }

        int at = (int)directory;
        ulong entries = Number(file, at, countBytes, little);
        if (entries is 0 or > MostEntries)
        {
            throw new ImageFormatException($"The TIFF's directory has {entries} entries.");
        }

        long width = 0;
        long height = 0;
        at += countBytes;
        for (ulong i = 0; i < entries; i++, at += entryBytes)
        {
            int tag = (int)Number(file, at, 2, little);
            if (tag == WidthTag)
            {
                width = Value(file, at, big, little);
            }
            else if (tag == HeightTag)
            {
                height = Value(file, at, big, little);
            }
        }

        return (width, height);
    }

    private static long Value(ReadOnlySpan<byte> file, int entry, bool big, bool little)
    {
        int bytes = Number(file, entry + 2, 2, little) switch
        {
            3 => 2,
            4 => 4,
            16 when big => 8,
            ulong type => throw new ImageFormatException($"The TIFF gives its size as type {type}."),
        };
        // Anything beyond is refused by the limits all the same.
        return (long)Math.Min(Number(file, entry + (big ? 12 : 8), bytes, little), int.MaxValue);
    }

    private static ulong Number(ReadOnlySpan<byte> file, int at, int bytes, bool little)
    {
        if (at < 0 || at > file.Length - bytes)
        {
            throw new ImageFormatException("The TIFF ends within its directory.");
        }

        ReadOnlySpan<byte> from = file[at..];
        return bytes switch
        {
            2 => little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from),
            4 => little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from),
            _ => little ? BinaryPrimitives.ReadUInt64LittleEndian(from) : BinaryPrimitives.ReadUInt64BigEndian(from),
        };
    }
}
