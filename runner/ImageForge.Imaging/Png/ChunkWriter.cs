using System.Buffers.Binary;
using System.IO.Hashing;

namespace ImageForge.Imaging.Png;

/// <summary>Frames chunks: length, type, data, CRC.</summary>
internal static class ChunkWriter
{
    public static void Write(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, data.Length);
        type.CopyTo(head[4..]);
        stream.Write(head);
        stream.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(tail, crc.GetCurrentHashAsUInt32());
        stream.Write(tail);
    }
}
