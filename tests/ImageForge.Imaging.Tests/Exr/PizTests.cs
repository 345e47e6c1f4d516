using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.Imaging.Exr.Compressions;
using Xunit;

namespace ImageForge.Imaging.Tests.Exr;

/// <summary>PIZ's two steps against the opposite of each, written here from the format's description.</summary>
public sealed class PizTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_plane_comes_back_from_its_wavelet(bool isNarrow) =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                (
                    from width in Gen.Choose(1, 90)
                    from height in Gen.Choose(1, 70)
                    from step in Gen.Choose(1, 2)
                    from seed in Gen.Choose(0, 1 << 20)
                    select (width, height, step, seed)
                ).ToArbitrary(),
                given =>
                {
                    int largest = isNarrow ? (1 << 14) - 1 : ushort.MaxValue;
                    var random = new System.Random(given.seed);
                    ushort[] plane = new ushort[given.width * given.height * given.step];
                    for (int i = 0; i < plane.Length; i++)
                    {
                        plane[i] = (ushort)random.Next(largest + 1);
                    }

                    ushort[] packed = [.. plane];
                    Transform(packed, given.width, given.height, given.step, isNarrow);
                    for (int half = 0; half < given.step; half++)
                    {
                        PizWavelet.Undo(packed.AsSpan(half), given.width, given.height, given.step, largest);
                    }

                    return packed.AsSpan().SequenceEqual(plane);
                }
            )
        );

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(30)]
    [InlineData(57)]
    [InlineData(58)]
    public void Codes_of_any_length_are_told_apart(int longest)
    {
        // One code of each length, two of the longest: every symbol but the last stands for itself.
        var random = new System.Random(longest);
        int[] lengths = [.. Enumerable.Range(1, longest), longest];
        ushort[] numbers = new ushort[4000];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (ushort)(700 + random.Next(longest));
        }

        ushort[] back = new ushort[numbers.Length];
        PizHuffman.Decode(Pack(700, lengths, numbers), back);
        Assert.Equal(numbers, back);
    }

    [Fact]
    public void A_run_repeats_the_number_before()
    {
        // Symbols 5 and 6 and the run, of 1, 2 and 2 bits: 10 more of 6, then 5.
        var bits = new BitWriter();
        WriteLengths(bits, [2, 1, 2]);
        bits.Align();
        long start = bits.Count;
        // Longer codes come first: 00 is 5, 01 the run, 1 is 6.
        bits.Write(1, 1);
        bits.Write(1, 2);
        bits.Write(10, 8);
        bits.Write(0, 2);
        ushort[] back = new ushort[12];
        PizHuffman.Decode(Header(5, 7, bits.Count - start, bits), back);
        Assert.Equal([6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5], back);
    }

    [Theory]
    [InlineData("more codes than bits allow", 1, 1, 1)]
    [InlineData("one code alone", 3)]
    [InlineData("no code", 0, 0, 0)]
    [InlineData("two halves of different codes", 1, 2, 3)]
    public void Lengths_that_are_no_code_are_refused(string why, params int[] lengths)
    {
        var bits = new BitWriter();
        WriteLengths(bits, lengths);
        bits.Align();
        bits.Write(0, 32);
        Assert.True(Refuses(Header(9, 9 + lengths.Length - 1, 32, bits), count: 32), why);
    }

    [Fact]
    public void What_does_not_fit_its_header_is_refused()
    {
        byte[] packed = Pack(700, [1, 2, 2], [700, 701, 700]);
        Assert.False(Refuses(packed, 3));
        // Too few numbers, too many, and each integer of the header out of its range.
        Assert.True(Refuses(packed, 2));
        Assert.True(Refuses(packed, 4));
        Assert.True(Refuses(packed[..19], 3));
        Assert.True(Refuses(packed[..^1], 3));
        foreach (int at in (int[])[0, 4, 12])
        {
            foreach (uint value in (uint[])[0x10001, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
            {
                byte[] changed = [.. packed];
                BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at), value);
                Assert.True(Refuses(changed, 3));
            }
        }
    }

    private static bool Refuses(byte[] packed, int count)
    {
        try
        {
            PizHuffman.Decode(packed, new ushort[count]);
            return false;
        }
        catch (ImageFormatException)
        {
            return true;
        }
    }

    /// <summary>Each level takes the averages of the one before, which lie twice as far apart.</summary>
    private static void Transform(ushort[] plane, int width, int height, int step, bool isNarrow)
    {
        for (int half = 0; half < step; half++)
        {
            for (int near = 1; near * 2 <= Math.Min(width, height); near *= 2)
            {
                for (int y = 0; y + near <= height; y += near)
                {
                    for (int x = 0; x + (2 * near) <= width; x += 2 * near)
                    {
                        Pair(At(x, y, half), At(x + near, y, half));
                    }
                }

                for (int y = 0; y + (2 * near) <= height; y += 2 * near)
                {
                    for (int x = 0; x + near <= width; x += near)
                    {
                        Pair(At(x, y, half), At(x, y + near, half));
                    }
                }
            }
        }

        int At(int x, int y, int half) => (((y * width) + x) * step) + half;

        void Pair(int first, int second)
        {
            (int a, int b) = (plane[first], plane[second]);
            if (isNarrow)
            {
                (a, b) = ((short)a, (short)b);
                (plane[first], plane[second]) = ((ushort)((a + b) >> 1), (ushort)(a - b));
                return;
            }

            int shifted = (a + 0x8000) & 0xFFFF;
            int average = (shifted + b) >> 1;
            int difference = shifted - b;
            plane[first] = (ushort)(difference < 0 ? average + 0x8000 : average);
            plane[second] = (ushort)difference;
        }
    }

    private static byte[] Pack(int first, int[] lengths, ushort[] numbers)
    {
        var bits = new BitWriter();
        WriteLengths(bits, lengths);
        bits.Align();
        long start = bits.Count;
        foreach (ushort number in numbers)
        {
            int length = lengths[number - first];
            // The first code of a length follows, half as large, the last of the next length; then one a symbol.
            ulong code = 0;
            for (int longer = lengths.Max(); longer > length; longer--)
            {
                code = (code + (ulong)lengths.Count(l => l == longer)) / 2;
            }

            code += (ulong)lengths.Take(number - first).Count(l => l == length);
            bits.Write(code, length);
        }

        return Header(first, first + lengths.Length - 1, bits.Count - start, bits);
    }

    private static void WriteLengths(BitWriter bits, int[] lengths)
    {
        foreach (int length in lengths)
        {
            bits.Write((ulong)length, 6);
        }
    }

    private static byte[] Header(int first, int last, long count, BitWriter bits)
    {
        byte[] header = new byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(header, first);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), last);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), (int)count);
        return [.. header, .. bits.ToArray()];
    }

    private sealed class BitWriter
    {
        private readonly List<bool> _bits = [];

        public long Count => _bits.Count;

        public void Write(ulong value, int count)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                _bits.Add(((value >> i) & 1) != 0);
            }
        }

        public void Align()
        {
            while (_bits.Count % 8 != 0)
            {
                _bits.Add(false);
            }
        }

        public byte[] ToArray()
        {
            byte[] bytes = new byte[(_bits.Count + 7) / 8];
            for (int i = 0; i < _bits.Count; i++)
            {
                bytes[i / 8] |= (byte)(_bits[i] ? 0x80 >> (i % 8) : 0);
            }

            return bytes;
        }
    }
}
