using System.Buffers.Binary;
using System.IO.Compression;

namespace ImageForge.Imaging.Png;

/// <summary>Checks the ICC profile of an iCCP chunk as far as its header; lcms reads the rest.</summary>
internal static class PngProfile
{
    private const int HeaderBytes = 128;
    private const int MostBytes = 16 << 20;
    private const int LongestName = 79;

    /// <summary>Whether the chunk holds a whole profile for pictures of this kind.</summary>
    /// <param name="chunk">A name, 0, the compression method 0, and the profile as a zlib stream.</param>
    /// <param name="grey">Whether samples are grey, which wants a profile of grey.</param>
    public static bool IsUsable(ReadOnlyMemory<byte> chunk, bool grey)
    {
        int name = chunk.Span.IndexOf((byte)0);
        if (name is < 1 or > LongestName || chunk.Length < name + 3 || chunk.Span[name + 1] != 0)
        {
            return false;
        }

        try
        {
            using var stream = new SegmentStream([chunk[(name + 2)..]]);
            using var profile = new ZLibStream(stream, CompressionMode.Decompress);
            byte[] header = new byte[HeaderBytes + 4];
            profile.ReadExactly(header);
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (
                size < header.Length
                || size > MostBytes
                || !header.AsSpan(36).StartsWith("acsp"u8)
                || !header.AsSpan(16).StartsWith(grey ? "GRAY"u8 : "RGB "u8)
            )
            {
                return false;
            }

            byte[] rest = new byte[size - header.Length];
            profile.ReadExactly(rest);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }
}
