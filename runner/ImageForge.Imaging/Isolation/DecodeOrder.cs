using System.Buffers.Binary;

namespace ImageForge.Imaging.Isolation;

/// <summary>What a decoding process is told before its file, by the process that started it.</summary>
/// <param name="Format">The format.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Memory">Bytes that the process may take beyond what it has.</param>
/// <param name="Seconds">Processor time that it may take in all.</param>
internal readonly record struct DecodeOrder(ImageFormat Format, int Length, long Memory, int Seconds)
{
    private const int Size = 20;

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)Format);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Memory);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Seconds);
        return bytes;
    }

    /// <summary>Waits for one; null where the stream ends instead.</summary>
    public static DecodeOrder? TryRead(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return stream.ReadAtLeast(bytes, Size, throwOnEndOfStream: false) < Size
            ? null
            : new DecodeOrder(
                (ImageFormat)BinaryPrimitives.ReadInt32LittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[16..])
            );
    }
}
