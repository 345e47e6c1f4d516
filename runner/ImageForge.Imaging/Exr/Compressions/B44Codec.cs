using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>
/// B44 and B44A: channel by channel; halves in squares of four by four, each in fourteen bytes, or in three where all sixteen
/// are equal; other samples as they are.
/// </summary>
internal sealed class B44Codec : IBlockCodec
{
    private const int Side = 4;
    private const int FullBytes = 14;
    private const int FlatBytes = 3;

    // A shift that no fourteen bytes have: the mark of a flat square.
    private const int FlatShift = 13;

    // Of halves that were made the exponential of an eighth of themselves before they were packed.
    private static readonly Lazy<ushort[]> Logarithms = new(MakeLogarithms);

    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        using var planes = new Scratch<byte>(raw.Length);
        int[] starts = new int[shape.Planes.Length];
        ReadOnlySpan<byte> rest = packed.Span;
        int at = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            BlockPlane plane = shape.Planes[i];
            starts[i] = at;
            Span<byte> target = planes.Span.Slice(at, plane.Bytes);
            if (plane.Channel.Type == ExrPixelType.Half)
            {
                rest = Unpack(rest, plane, MemoryMarshal.Cast<byte, ushort>(target));
            }
            else
            {
                Take(ref rest, target.Length).CopyTo(target);
            }

            at += plane.Bytes;
        }

        foreach (BlockRow row in shape.Rows())
        {
            int bytes = shape.Planes[row.Plane].RowBytes;
            planes.Span.Slice(starts[row.Plane] + (row.Row * bytes), bytes).CopyTo(raw[row.Offset..]);
        }
    }

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> rest, BlockPlane plane, Span<ushort> target)
    {
        Span<ushort> square = stackalloc ushort[Side * Side];
        for (int y = 0; y < plane.Height; y += Side)
        {
            for (int x = 0; x < plane.Width; x += Side)
            {
                Unpack(ref rest, square);
                if (plane.Channel.IsLinear)
                {
                    Linearise(square);
                }

                int columns = Math.Min(Side, plane.Width - x);
                for (int r = 0; r < Side && y + r < plane.Height; r++)
                {
                    square.Slice(r * Side, columns).CopyTo(target[(((y + r) * plane.Width) + x)..]);
                }
            }
        }

        return rest;
    }

    private static void Unpack(ref ReadOnlySpan<byte> rest, scoped Span<ushort> square)
    {
        if (rest.Length >= FlatBytes && rest[2] >> 2 >= FlatShift)
        {
            square.Fill(Half(BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, FlatBytes))));
            return;
        }

        ReadOnlySpan<byte> bytes = Take(ref rest, FullBytes);
        // The first sample, then sixteen numbers of six bits: the shift, and differences down the first column, then to the right.
        ulong head = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        ulong tail = BinaryPrimitives.ReadUInt64BigEndian(bytes[6..]);
        int shift = (int)(head >> 58);
        int bias = 0x20 << shift;
        int first = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        int number = 1;
        for (int y = 0; y < Side; y++)
        {
            first += y == 0 ? 0 : (Number(head, tail, number++) << shift) - bias;
            square[y * Side] = (ushort)first;
        }

        for (int x = 1; x < Side; x++)
        {
            for (int y = 0; y < Side; y++)
            {
                int left = square[(y * Side) + x - 1];
                square[(y * Side) + x] = (ushort)(left + (Number(head, tail, number++) << shift) - bias);
            }
        }

        foreach (ref ushort sample in square)
        {
            sample = Half(sample);
        }
    }

    private static int Number(ulong head, ulong tail, int index) =>
        (int)((index < 10 ? head >> (58 - (6 * index)) : tail >> (90 - (6 * index))) & 0x3F);

    /// <summary>Packed samples are in the order of their values: those below zero have all bits turned.</summary>
    private static ushort Half(ushort ordered) => (ushort)((ordered & 0x8000) != 0 ? ordered & 0x7FFF : ~ordered);

    private static void Linearise(Span<ushort> square)
    {
        ushort[] logarithms = Logarithms.Value;
        foreach (ref ushort sample in square)
        {
            sample = logarithms[sample];
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length)
        {
            throw new ImageFormatException("The EXR has a B44 block that ends early.");
        }

        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static ushort[] MakeLogarithms()
    {
        ushort[] table = new ushort[1 << 16];
        for (int i = 0; i < table.Length; i++)
        {
            float value = (float)BitConverter.UInt16BitsToHalf((ushort)i);
            bool has = float.IsFinite(value) && value >= 0f;
            table[i] = has ? BitConverter.HalfToUInt16Bits((Half)(8 * Math.Log(value))) : (ushort)0;
        }

        return table;
    }
}
