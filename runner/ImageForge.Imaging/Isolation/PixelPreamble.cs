using System.Buffers.Binary;

namespace ImageForge.Imaging.Isolation;

/// <summary>What precedes the pixels that a decoding process hands over.</summary>
/// <param name="Width">Width in pixels, upright.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Layout">The samples.</param>
/// <param name="Bits">Bits a sample that the file had.</param>
/// <param name="HasAlpha">Whether there is alpha; without, each pixel has three samples and is opaque.</param>
internal readonly record struct PixelPreamble(int Width, int Height, SampleLayout Layout, int Bits, bool HasAlpha)
{
    public const int Size = 16;

    /// <summary>The byte after the last pixel of a picture that was decoded without an error.</summary>
    public const byte Complete = 0xE0;

    private const uint Magic = 0x49465058;
    private const byte Opaque = 1;

    /// <summary>Samples a pixel.</summary>
    public int Samples => HasAlpha ? 4 : 3;

    public int RowBytes =>
        Width
        * Samples
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
        target[12] = (byte)Layout;
        target[13] = HasAlpha ? (byte)0 : Opaque;
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
            (SampleLayout)from[12],
            BinaryPrimitives.ReadInt16LittleEndian(from[14..]),
            HasAlpha: from[13] != Opaque
        );
        return Enum.IsDefined(read.Layout) && from[13] <= Opaque && read.Bits is > 0 and <= 64 ? read : null;
    }
}
