using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>
/// PIZ: the 16-bit numbers of a block become places in a table of those that occur, channel by channel; a wavelet makes them
/// small, Huffman codes short.
/// </summary>
internal sealed class PizCodec : IBlockCodec
{
    private const int Values = 1 << 16;

    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        using var table = new Scratch<ushort>(Values);
        using var numbers = new Scratch<ushort>(raw.Length / sizeof(ushort));
        ReadOnlySpan<byte> rest = packed.Span;
        int largest = ReadTable(ref rest, table.Span);
        int length = BinaryPrimitives.ReadInt32LittleEndian(Take(ref rest, sizeof(int)));
        PizHuffman.Decode(Take(ref rest, length), numbers.Span);

        int[] starts = new int[shape.Planes.Length];
        int at = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            BlockPlane plane = shape.Planes[i];
            starts[i] = at;
            int step = plane.Channel.SampleBytes / sizeof(ushort);
            int end = at + (plane.Width * plane.Height * step);
            for (int half = 0; half < step; half++)
            {
                // Of a sample of 32 bits, its lower and its upper half are planes of their own.
                Span<ushort> own = numbers.Span[Math.Min(at + half, end)..end];
                PizWavelet.Undo(own, plane.Width, plane.Height, step, largest);
            }

            at = end;
        }

        foreach (BlockRow row in shape.Rows())
        {
            int bytes = shape.Planes[row.Plane].RowBytes;
            int count = bytes / sizeof(ushort);
            Map(
                numbers.Span.Slice(starts[row.Plane] + (row.Row * count), count),
                table.Span,
                MemoryMarshal.Cast<byte, ushort>(raw.Slice(row.Offset, bytes))
            );
        }
    }

    /// <summary>Reads which numbers occur, as bits; 0 always does. Returns the last place that is taken.</summary>
    private static int ReadTable(ref ReadOnlySpan<byte> rest, Span<ushort> table)
    {
        int first = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, sizeof(ushort)));
        int last = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, sizeof(ushort)));
        if (last >= Values / 8)
        {
            throw new ImageFormatException("The EXR has a PIZ block whose table of values is damaged.");
        }

        table.Clear();
        int largest = 0;
        if (first <= last)
        {
            ReadOnlySpan<byte> bitmap = Take(ref rest, last - first + 1);
            for (int i = 0; i < bitmap.Length; i++)
            {
                for (uint bits = bitmap[i]; bits != 0; bits &= bits - 1)
                {
                    int value = ((first + i) * 8) + BitOperations.TrailingZeroCount(bits);
                    if (value != 0)
                    {
                        table[++largest] = (ushort)value;
                    }
                }
            }
        }

        return largest;
    }

    private static void Map(ReadOnlySpan<ushort> places, ReadOnlySpan<ushort> table, Span<ushort> target)
    {
        // The table has a place for each number: no index is out of its range.
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = table[places[i]];
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count < 0 || count > rest.Length)
        {
            throw new ImageFormatException("The EXR has a PIZ block that ends early.");
        }

        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
