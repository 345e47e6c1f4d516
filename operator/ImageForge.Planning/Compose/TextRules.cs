using System.Text;

namespace ImageForge.Planning.Compose;

/// <summary>Characters that are refused before a pod is started.</summary>
internal static class TextRules
{
    // Scripts of which the built-in typefaces have no letters. The runner names single characters that a font lacks.
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
        (0x1900, 0x1C4F, "a Southeast Asian or Indic script"),
        (0xA800, 0xABFF, "a Southeast Asian or Indic script"),
        (0xFB1D, 0xFDFF, "Hebrew or Arabic"),
        (0xFE70, 0xFEFE, "Arabic"),
        (0x10800, 0x10FFF, "a right-to-left script"),
        (0x11000, 0x11FFF, "a Southeast Asian or Indic script"),
        (0x1E800, 0x1EFFF, "a right-to-left script"),
    ];

    /// <summary>The first character of a text that is of a script which the built-in typefaces do not have, with its name; or null.</summary>
    public static string? ForeignIn(string text)
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
