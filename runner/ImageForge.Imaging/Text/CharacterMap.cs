namespace ImageForge.Imaging.Text;

/// <summary>Finds the glyph of a character in a font's cmap table (formats 4 and 12).</summary>
internal sealed class CharacterMap
{
    private readonly FontTable _table;
    private readonly bool _wide;

    public CharacterMap(FontTable cmap)
    {
        (_table, _wide) = Best(cmap);
    }

    /// <summary>The glyph, or 0 where the font has none.</summary>
    public int Glyph(int character) =>
        _wide ? InGroups(character)
        : character <= 0xFFFF ? InSegments(character)
        : 0;

    private static (FontTable Table, bool Wide) Best(FontTable cmap)
    {
        FontTable? basic = null;
        for (int i = 0; i < cmap.U16(2); i++)
        {
            FontTable table = cmap.From(cmap.U32(4 + (i * 8) + 4));
            switch (table.U16(0))
            {
                case 12:
                    return (table, true);
                case 4:
                    basic = table;
                    break;
            }
        }

        return (basic ?? throw new InvalidDataException("The font maps no Unicode characters."), false);
    }

    private int InGroups(int character)
    {
        int low = 0;
        int high = (int)_table.U32(12) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = 16 + (middle * 12);
            if (character < _table.U32(at))
            {
                high = middle - 1;
            }
            else if (character > _table.U32(at + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (int)(_table.U32(at + 8) + (character - _table.U32(at)));
            }
        }

        return 0;
    }

    private int InSegments(int character)
    {
        int segments = _table.U16(6) / 2;
        int ends = 14;
        int starts = ends + (segments * 2) + 2;
        int deltas = starts + (segments * 2);
        int offsets = deltas + (segments * 2);
        for (int i = 0; i < segments; i++)
        {
            if (character > _table.U16(ends + (i * 2)))
            {
                continue;
            }

            int start = _table.U16(starts + (i * 2));
            if (character < start)
            {
                return 0;
            }

            int delta = _table.U16(deltas + (i * 2));
            int offset = _table.U16(offsets + (i * 2));
            // An offset counts from its own place in the table.
            int glyph = offset == 0 ? character : _table.U16(offsets + (i * 2) + offset + ((character - start) * 2));
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return 0;
    }
}
