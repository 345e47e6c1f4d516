using System.Globalization;
using System.Text;

namespace ImageForge.Imaging.Text;

/// <summary>Sets text in a font: kerned, broken at spaces where a line is full and at every line feed.</summary>
internal sealed class TextSetter(Font font)
{
    /// <param name="text">What it says.</param>
    /// <param name="width">Longest line in font units. A word that is longer is broken.</param>
    public IReadOnlyList<TextLine> Set(string text, double width)
    {
        var lines = new List<TextLine>();
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            Break(paragraph, width, lines);
        }

        return lines;
    }

    /// <summary>The characters of a text that cannot be set, each once, in their order.</summary>
    public IReadOnlyList<Rune> Missing(string text) =>
        [.. text.EnumerateRunes().Where(r => !Rune.IsControl(r) && (font.Glyph(r.Value) == 0 || IsMark(r))).Distinct()];

    // Marks are put above or below a letter, which takes more than one glyph after the other.
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private void Break(string paragraph, double width, List<TextLine> lines)
    {
        string line = "";
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            TextLine set = Line(longer);
            if (set.Width <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(Line(line));
            }

            line = BreakWord(word, width, lines);
        }

        lines.Add(Line(line));
    }

    /// <summary>The rest of a word, after the lines that it fills.</summary>
    private string BreakWord(string word, double width, List<TextLine> lines)
    {
        var part = new StringBuilder();
        foreach (Rune rune in word.EnumerateRunes())
        {
            string shorter = part.ToString();
            part.Append(rune.ToString());
            if (shorter.Length > 0 && Line(part.ToString()).Width > width)
            {
                lines.Add(Line(shorter));
                part.Clear().Append(rune.ToString());
            }
        }

        return part.ToString();
    }

    private TextLine Line(string text)
    {
        var glyphs = new List<(int, int)>(text.Length);
        int x = 0;
        int previous = -1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                continue;
            }

            int glyph = font.Glyph(rune.Value);
            x += previous < 0 ? 0 : font.Kerning(previous, glyph);
            glyphs.Add((glyph, x));
            x += font.AdvanceOf(glyph);
            previous = glyph;
        }

        return new TextLine(glyphs, x);
    }
}
