using System.Buffers.Binary;

namespace ImageForge.Imaging.Isolation;

/// <summary>What precedes the pixels that a decoding process hands over.</summary>
/// <param name="Width">Width in pixels, upright.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Layout">The samples.</param>
/// <param name="Bits">Bits a sample that the file had.</param>
internal readonly record struct PixelPreamble(int Width, int Height, SampleLayout Layout, int Bits)
{
    public const int Size = 16;

    private const uint Magic = 0x49465058;

    public int RowBytes =>
        Width
        * 4
        * Layout switch
        {
            SampleLayout.Floats => 4,
            SampleLayout.Words => 2,
            _ => 1,
        };

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], Width);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], Height);
        BinaryPrimitives.WriteInt16LittleEndian(target[12..], (short)Layout);
        BinaryPrimitives.WriteInt16LittleEndian(target[14..], (short)Bits);
    }

    /// <summary>Reads one; null for anything else.</summary>
    public static PixelPreamble? TryRead(ReadOnlySpan<byte> from)
    {
        if (from.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic)
        {
            return null;
        }

        var read = new PixelPreamble(
            BinaryPrimitives.ReadInt32LittleEndian(from[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
            (SampleLayout)BinaryPrimitives.ReadInt16LittleEndian(from[12..]),
            BinaryPrimitives.ReadInt16LittleEndian(from[14..])
        );
        return Enum.IsDefined(read.Layout) && read.Bits is > 0 and <= 64 ? read : null;
    }
}
