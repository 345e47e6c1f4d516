using System.Text;

namespace ImageForge.Imaging.Text;

/// <summary>Characters that are set without a glyph: they end lines, leave space, or show nothing.</summary>
internal static class TextCharacters
{
    public const char SoftHyphen = '\u00AD';

    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Unicode's property Default_Ignorable_Code_Point: without a glyph these show nothing, not a box.</summary>
    private static readonly (int First, int Last)[] Invisible =
    [
        (SoftHyphen, SoftHyphen),
        (0x034F, 0x034F),
        (0x061C, 0x061C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (ZeroWidthSpace, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>The lines of a text: CR LF, LF, CR, VT, FF, NEL, LS and PS end them (UAX 14: BK, CR, LF and NL).</summary>
    public static string[] Lines(string text) => text.Replace('\v', '\n').ReplaceLineEndings("\n").Split('\n');

    /// <summary>
    /// A line's text with its gaps as they are set: a space for any number, or the tabs among them, or nothing where a zero-width
    /// space allows a break. Spaces at the start and gaps at the end are dropped.
    /// </summary>
    public static string Spaced(string line)
    {
        var text = new StringBuilder(line.Length);
        int at = 0;
        while (true)
        {
            int start = at;
            while (at < line.Length && IsGap(line[at]))
            {
                at++;
            }

            if (at == line.Length)
            {
                return text.ToString();
            }

            ReadOnlySpan<char> gap = line.AsSpan(start, at - start);
            int tabs = gap.Count('\t');
            if (tabs > 0)
            {
                text.Append('\t', tabs);
            }
            else if (text.Length > 0 && !gap.IsEmpty)
            {
                text.Append(gap.Contains(' ') ? ' ' : ZeroWidthSpace);
            }

            while (at < line.Length && !IsGap(line[at]))
            {
                text.Append(line[at++]);
            }
        }
    }

    /// <summary>What is dropped where a line breaks.</summary>
    public static bool IsGap(int character) => character is ' ' or '\t' or ZeroWidthSpace;

    public static bool IsInvisible(Rune rune) =>
        rune.Value >= SoftHyphen && Array.Exists(Invisible, r => rune.Value >= r.First && rune.Value <= r.Last);

    /// <summary>Letters of Hangul that fill a place; HarfBuzz would show them.</summary>
    public static bool IsFiller(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    /// <summary>The width of a space that a font has no glyph for, in font units; null for what is no space.</summary>
    public static int? Space(Rune rune, Font font)
    {
        int em = font.UnitsPerEm;
        return rune.Value switch
        {
            0x2001 or 0x2003 or 0x3000 => em,
            0x2000 or 0x2002 => em / 2,
            0x2004 => em / 3,
            0x2005 => em / 4,
            0x2006 => em / 6,
            0x2007 => Advance('0'),
            0x2008 => Advance('.'),
            0x2009 or 0x202F => em / 5,
            0x200A => em / 10,
            0x205F => em * 4 / 18,
            0x00A0 or 0x1680 => Advance(' '),
            _ => null,
        };

        int Advance(char character) => font.AdvanceOf(font.Glyph(character));
    }
}
