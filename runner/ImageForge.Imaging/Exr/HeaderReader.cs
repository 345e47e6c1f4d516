using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Imaging.Exr;

/// <summary>Steps through the bytes of a header; everything is checked against the end of the file.</summary>
internal ref struct HeaderReader(ReadOnlySpan<byte> file, int at)
{
    private const int LongestName = 255;

    private readonly ReadOnlySpan<byte> _file = file;

    public int At { get; private set; } = at;

    public readonly bool IsAtEnd => At >= _file.Length;

    /// <summary>A name up to its zero byte; empty at the end of a list.</summary>
    public string Name()
    {
        ReadOnlySpan<byte> rest = _file[At..];
        int end = rest[..Math.Min(rest.Length, LongestName + 1)].IndexOf((byte)0);
        if (end < 0)
        {
            throw new ImageFormatException($"The EXR has no name at byte {At} of its header.");
        }

        At += end + 1;
        return Encoding.Latin1.GetString(rest[..end]);
    }

    public int Int()
    {
        return BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));
    }

    public float Float()
    {
        return BinaryPrimitives.ReadSingleLittleEndian(Bytes(sizeof(float)));
    }

    public byte Byte() => Bytes(1)[0];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _file.Length - At)
        {
            throw new ImageFormatException($"The EXR ends at byte {_file.Length}, within its header.");
        }

        ReadOnlySpan<byte> bytes = _file.Slice(At, count);
        At += count;
        return bytes;
    }
}
