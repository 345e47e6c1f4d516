using System.Numerics;

namespace ImageForge.Imaging.Text;

/// <summary>Reads the kerning of pairs of glyphs from a font's GPOS table: the lookups of its feature <c>kern</c>.</summary>
internal sealed class PairKerning
{
    private const int PairAdjustment = 2;
    private const int Extension = 9;
    private const int Advance = 4;

    private readonly FontTable[][] _lookups;

    public PairKerning(FontTable gpos)
    {
        FontTable features = gpos.From(gpos.U16(6));
        FontTable lookups = gpos.From(gpos.U16(8));
        var wanted = new SortedSet<int>();
        for (int i = 0; i < features.U16(0); i++)
        {
            if (features.Tag(2 + (i * 6)) == "kern")
            {
                FontTable feature = features.From(features.U16(2 + (i * 6) + 4));
                for (int l = 0; l < feature.U16(2); l++)
                {
                    wanted.Add(feature.U16(4 + (l * 2)));
                }
            }
        }

        _lookups = [.. wanted.Select(i => Pairs(lookups.From(lookups.U16(2 + (i * 2)))))];
    }

    /// <summary>What the advance of the first glyph changes by before the second, in font units.</summary>
    public int Between(int first, int second)
    {
        int sum = 0;
        foreach (FontTable[] tables in _lookups)
        {
            foreach (FontTable table in tables)
            {
                if (Find(table, first, second) is { } value)
                {
                    sum += value;
                    break;
                }
            }
        }

        return sum;
    }

    private static FontTable[] Pairs(FontTable lookup)
    {
        var tables = new List<FontTable>();
        for (int i = 0; i < lookup.U16(4); i++)
        {
            FontTable table = lookup.From(lookup.U16(6 + (i * 2)));
            int kind = lookup.U16(0);
            if (kind == Extension)
            {
                kind = table.U16(2);
                table = table.From(table.U32(4));
            }

            if (kind == PairAdjustment)
            {
                tables.Add(table);
            }
        }

        return [.. tables];
    }

    private static int? Find(FontTable table, int first, int second)
    {
        int index = Coverage(table.From(table.U16(2)), first);
        if (index < 0)
        {
            return null;
        }

        int before = table.U16(4);
        int size = (BitOperations.PopCount((uint)before) + BitOperations.PopCount((uint)table.U16(6))) * 2;
        if (table.U16(0) == 1)
        {
            FontTable set = table.From(table.U16(10 + (index * 2)));
            return FindPair(set, second, size + 2) is >= 0 and var at ? Value(set, at + 2, before) : null;
        }

        int row = Class(table.From(table.U16(8)), first);
        int column = Class(table.From(table.U16(10)), second);
        return Value(table, 16 + (((row * table.U16(14)) + column) * size), before);
    }

    private static int Value(FontTable table, int at, int format) =>
        (format & Advance) == 0 ? 0 : table.I16(at + (BitOperations.PopCount((uint)format & (Advance - 1)) * 2));

    private static int FindPair(FontTable set, int second, int size)
    {
        int low = 0;
        int high = set.U16(0) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = 2 + (middle * size);
            int glyph = set.U16(at);
            if (glyph == second)
            {
                return at;
            }

            (low, high) = glyph < second ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int Coverage(FontTable table, int glyph)
    {
        bool ranges = table.U16(0) == 2;
        int low = 0;
        int high = table.U16(2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = 4 + (middle * (ranges ? 6 : 2));
            int from = table.U16(at);
            int to = ranges ? table.U16(at + 2) : from;
            if (glyph >= from && glyph <= to)
            {
                return ranges ? table.U16(at + 4) + glyph - from : middle;
            }

            (low, high) = glyph > to ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int Class(FontTable table, int glyph)
    {
        if (table.U16(0) == 1)
        {
            int index = glyph - table.U16(2);
            return index >= 0 && index < table.U16(4) ? table.U16(6 + (index * 2)) : 0;
        }

        int low = 0;
        int high = table.U16(2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = 4 + (middle * 6);
            if (glyph >= table.U16(at) && glyph <= table.U16(at + 2))
            {
                return table.U16(at + 4);
            }

            (low, high) = glyph > table.U16(at + 2) ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }
}
