using System.Buffers.Binary;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>
/// PIZ's Huffman codes of 16-bit numbers. The file has the length of each code; codes of one length follow each other by
/// symbol, and longer ones come first. The last symbol repeats the number before as often as the next eight bits say.
/// </summary>
internal static class PizHuffman
{
    private const int HeaderBytes = 20;
    private const int Symbols = (1 << 16) + 1;
    private const int LongestCode = 58;

    // Lengths above are runs of symbols without code: 2 to 5 of them, or 6 and more by the next eight bits.
    private const int ShortRun = 59;
    private const int LongRun = 63;
    private const int LengthBits = 6;

    // Codes up to this length are looked up at once, with the bits of a run's length behind them.
    private const int QuickBits = 12;
    private const int RunBits = 8;
    private const int LoadedBits = 57;

    /// <summary>Fills the target with the numbers.</summary>
    public static void Decode(ReadOnlySpan<byte> packed, Span<ushort> target)
    {
        if (packed.Length < HeaderBytes)
        {
            throw Damaged();
        }

        uint first = BinaryPrimitives.ReadUInt32LittleEndian(packed);
        uint last = BinaryPrimitives.ReadUInt32LittleEndian(packed[4..]);
        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(packed[12..]);
        if (first > last || last >= Symbols)
        {
            throw Damaged();
        }

        packed = packed[HeaderBytes..];
        // As (symbol << 6) | length, by symbol: no more of them than six bits of the file each.
        using var lengths = new Scratch<int>((int)Math.Min(last - first + 1, packed.Length * 8L / LengthBits));
        int count = ReadLengths(ref packed, (int)first, (int)last, lengths.Span);
        if (bits > packed.Length * 8L)
        {
            throw Damaged();
        }

        using var quick = new Scratch<uint>(1 << QuickBits);
        using var sorted = new Scratch<int>(count);
        var codes = new Codes(lengths.Span[..count], sorted.Span, quick.Span);
        Decode(packed, bits, codes, (int)last, target);
    }

    private static int ReadLengths(ref ReadOnlySpan<byte> packed, int first, int last, Span<int> lengths)
    {
        int count = 0;
        long at = 0;
        for (int symbol = first; symbol <= last; symbol++)
        {
            int length = (int)Bits(packed, ref at, LengthBits);
            int skipped =
                length == LongRun ? (int)Bits(packed, ref at, 8) + 6
                : length >= ShortRun ? length - ShortRun + 2
                : length == 0 ? 1
                : 0;
            if (skipped > last - symbol + 1)
            {
                throw Damaged();
            }

            if (skipped > 0)
            {
                symbol += skipped - 1;
            }
            else
            {
                lengths[count++] = (symbol << LengthBits) | length;
            }
        }

        packed = packed[(int)((at + 7) / 8)..];
        return count;
    }

    private static void Decode(ReadOnlySpan<byte> packed, uint bits, Codes codes, int repeat, Span<ushort> target)
    {
        int to = 0;
        long at = 0;
        while (to < target.Length)
        {
            ulong window = Load(packed, at);
            int left = LoadedBits;
            do
            {
                (int symbol, int length) = codes.Find(window);
                if (length > QuickBits)
                {
                    // Rare, and perhaps longer than what is loaded.
                    long start = at + LoadedBits - left;
                    (symbol, length) = codes.FindLong(LoadWhole(packed, start));
                    at = start + length;
                    window = Load(packed, at);
                    left = LoadedBits;
                }
                else
                {
                    window <<= length;
                    left -= length;
                }

                if (symbol != repeat)
                {
                    target[to++] = (ushort)symbol;
                    continue;
                }

                int times = (int)(window >> (64 - RunBits));
                window <<= RunBits;
                left -= RunBits;
                if (to == 0 || times > target.Length - to)
                {
                    throw Damaged();
                }

                target.Slice(to, times).Fill(target[to - 1]);
                to += times;
            } while (to < target.Length && left >= QuickBits + RunBits);

            at += LoadedBits - left;
            if (at > bits)
            {
                throw Damaged();
            }
        }

        if (at != bits)
        {
            throw Damaged();
        }
    }

    private static uint Bits(ReadOnlySpan<byte> packed, ref long at, int count)
    {
        if (at + count > packed.Length * 8L)
        {
            throw Damaged();
        }

        ulong window = Load(packed, at);
        at += count;
        return (uint)(window >> (64 - count));
    }

    /// <summary>At least 57 bits from a place on, at the top; zeros beyond the end.</summary>
    private static ulong Load(ReadOnlySpan<byte> packed, long at)
    {
        int from = (int)Math.Min(at >> 3, packed.Length);
        ReadOnlySpan<byte> rest = packed[from..];
        if (rest.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(rest) << (int)(at & 7);
        }

        ulong window = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            window |= (ulong)rest[i] << (56 - (8 * i));
        }

        return window << (int)(at & 7);
    }

    /// <summary>All 64 bits from a place on.</summary>
    private static ulong LoadWhole(ReadOnlySpan<byte> packed, long at) =>
        Load(packed, at) | (Load(packed, at + 32) >> 32);

    private static ImageFormatException Damaged() => new("The EXR has a PIZ block whose Huffman codes are damaged.");

    /// <summary>Codes by their bits.</summary>
    private readonly ref struct Codes
    {
        private readonly ReadOnlySpan<int> _sorted;
        private readonly ReadOnlySpan<uint> _quick;
        private readonly ulong[] _firstCode = new ulong[LongestCode + 1];
        private readonly int[] _firstIndex = new int[LongestCode + 2];

        public Codes(ReadOnlySpan<int> lengths, Span<int> sorted, Span<uint> quick)
        {
            foreach (int entry in lengths)
            {
                _firstIndex[(entry & 63) + 1]++;
            }

            ulong code = 0;
            for (int length = LongestCode; length > 0; length--)
            {
                ulong end = code + (ulong)_firstIndex[length + 1];
                // Two codes of a length take the place of one that is a bit shorter: an odd one would begin another.
                if (end > 1ul << length || end % 2 != 0)
                {
                    throw Damaged();
                }

                _firstCode[length] = code;
                code = end / 2;
            }

            for (int length = 1; length <= LongestCode; length++)
            {
                _firstIndex[length + 1] += _firstIndex[length];
            }

            Span<int> next = stackalloc int[LongestCode + 1];
            _firstIndex.AsSpan(0, LongestCode + 1).CopyTo(next);
            quick.Clear();
            foreach (int entry in lengths)
            {
                (int symbol, int length) = (entry >> LengthBits, entry & 63);
                int index = next[length]++;
                sorted[index] = symbol;
                if (length <= QuickBits)
                {
                    ulong bits = _firstCode[length] + (ulong)(index - _firstIndex[length]);
                    int spread = QuickBits - length;
                    quick.Slice((int)bits << spread, 1 << spread).Fill(((uint)symbol << LengthBits) | (uint)length);
                }
            }

            _sorted = sorted;
            _quick = quick;
        }

        /// <summary>A code at the top of the window; a longer one has a length above <see cref="QuickBits"/>.</summary>
        public (int Symbol, int Length) Find(ulong window)
        {
            uint entry = _quick[(int)(window >> (64 - QuickBits))];
            return entry == 0 ? (0, QuickBits + 1) : ((int)(entry >> LengthBits), (int)(entry & 63));
        }

        public (int Symbol, int Length) FindLong(ulong window)
        {
            for (int length = QuickBits + 1; length <= LongestCode; length++)
            {
                ulong code = window >> (64 - length);
                int count = _firstIndex[length + 1] - _firstIndex[length];
                if (code >= _firstCode[length] && code - _firstCode[length] < (ulong)count)
                {
                    return (_sorted[_firstIndex[length] + (int)(code - _firstCode[length])], length);
                }
            }

            throw Damaged();
        }
    }
}
