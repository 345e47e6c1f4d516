using System.Buffers.Binary;

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
        uint crc = Crc32.Append(Crc32.Append(Crc32.Start, type), data);
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(tail, Crc32.Finish(crc));
        stream.Write(tail);
    }
}
