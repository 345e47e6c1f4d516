using System.Buffers.Binary;

namespace ImageForge.Imaging.Text;

/// <summary>A table of an OpenType font, or a part of one: big-endian numbers at offsets.</summary>
internal readonly struct FontTable(ReadOnlyMemory<byte> data)
{
    public int Length => data.Length;

    public int U8(int offset) => data.Span[offset];

    public int U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(data.Span[offset..]);

    public int I16(int offset) => BinaryPrimitives.ReadInt16BigEndian(data.Span[offset..]);

    public long U32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(data.Span[offset..]);

    public string Tag(int offset) => System.Text.Encoding.ASCII.GetString(data.Span.Slice(offset, 4));

    public FontTable From(long offset) => new(data[(int)offset..]);

    public FontTable Part(long offset, long length) => new(data.Slice((int)offset, (int)length));
}
