using System.Globalization;
using System.Text;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// Writing that needs more than one glyph after the other: it runs from right to left, its letters join or change places,
/// or marks are put above and below them.
/// </summary>
internal static class UnshapedScripts
{
    private static readonly (int First, int Last, string Name)[] Ranges =
    [
        (0x0590, 0x05FF, "Hebrew"),
        (0x0600, 0x06FF, "Arabic"),
        (0x0700, 0x074F, "Syriac"),
        (0x0750, 0x077F, "Arabic"),
        (0x0780, 0x07BF, "Thaana"),
        (0x07C0, 0x07FF, "N'Ko"),
        (0x0800, 0x085F, "a right-to-left script"),
        (0x0860, 0x08FF, "Arabic"),
        (0x0900, 0x0DFF, "an Indic script"),
        (0x0E00, 0x0EFF, "Thai or Lao"),
        (0x0F00, 0x0FFF, "Tibetan"),
        (0x1000, 0x109F, "Myanmar"),
        (0x1780, 0x17FF, "Khmer"),
        (0x1800, 0x18AF, "Mongolian"),
        (0x1900, 0x1C4F, "a script of joining letters"),
        (0x200D, 0x200D, "joined characters"),
        (0x200F, 0x200F, "a right-to-left mark"),
        (0x202A, 0x202E, "a change of direction"),
        (0x2066, 0x2069, "a change of direction"),
        (0xA800, 0xABFF, "a script of joining letters"),
        (0xFB1D, 0xFDFF, "Hebrew or Arabic"),
        (0xFE70, 0xFEFE, "Arabic"),
        (0x10800, 0x10FFF, "a right-to-left script"),
        (0x11000, 0x11FFF, "a script of joining letters"),
        (0x1E800, 0x1EFFF, "a right-to-left script"),
    ];

    // Marks that show nothing: the joiner of graphemes and the selectors of variants.
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0x034F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>The first such writing in a text, or null.</summary>
    public static string? FirstIn(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var (first, last, name) in Ranges)
            {
                if (rune.Value >= first && rune.Value <= last)
                {
                    return $"{name} (U+{rune.Value:X4})";
                }
            }

            if (
                !IsInvisible(rune)
                && Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark
                        or UnicodeCategory.EnclosingMark
            )
            {
                return $"a combining mark (U+{rune.Value:X4})";
            }
        }

        return null;
    }

    /// <summary>The first control character that neither ends a line nor is a tab, or null.</summary>
    public static Rune? ControlIn(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value is not ((>= '\t' and <= '\r') or 0x85))
            {
                return rune;
            }
        }

        return null;
    }
}
