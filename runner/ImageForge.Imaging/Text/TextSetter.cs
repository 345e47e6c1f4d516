using System.Globalization;
using System.Text;

namespace ImageForge.Imaging.Text;

/// <summary>
/// Sets text in a font: kerned; broken where a line is full, at spaces, tabs, zero-width spaces and soft hyphens, and at every line
/// ending. A tab goes on at the next of stops two ems apart.
/// </summary>
internal sealed class TextSetter(Font font)
{
    private const int TabEms = 2;

    /// <param name="text">What it says.</param>
    /// <param name="width">Longest line in font units. A word that is longer is broken.</param>
    public IReadOnlyList<TextLine> Set(string text, double width)
    {
        var lines = new List<TextLine>();
        foreach (string paragraph in TextCharacters.Lines(text))
        {
            Break(paragraph, width, lines);
        }

        return lines;
    }

    /// <summary>The characters of a text that cannot be set, each once, in their order.</summary>
    public IReadOnlyList<Rune> Missing(string text) => [.. text.EnumerateRunes().Where(IsMissing).Distinct()];

    private bool IsMissing(Rune rune) =>
        !Rune.IsControl(rune)
        && !TextCharacters.IsInvisible(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && TextCharacters.Space(rune, font) is null
        && (font.Glyph(rune.Value) == 0 || IsMark(rune));

    // Marks are put above or below a letter, which takes more than one glyph after the other.
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private void Break(string paragraph, double width, List<TextLine> lines)
    {
        string line = "";
        foreach ((string before, string word) in TextCharacters.Words(paragraph))
        {
            (string gap, string rest) = (before, word);
            while (true)
            {
                string longer = Join(line, gap, rest);
                if (Line(longer).Width <= width)
                {
                    line = longer;
                    break;
                }

                if (Hyphenate(line, gap, rest, width) is { } part)
                {
                    lines.Add(Line(part.Line));
                    rest = part.After;
                }
                else if (line.Length > 0)
                {
                    lines.Add(Line(line));
                }
                else
                {
                    line = BreakWord(rest, width, lines);
                    break;
                }

                (line, gap) = ("", "");
            }
        }

        lines.Add(Line(line));
    }

    // A line begins with no space, but with the tabs that indent it.
    private static string Join(string line, string gap, string word) =>
        line.Length == 0 && gap == " " ? word : $"{line}{gap}{word}";

    /// <summary>The line up to the last soft hyphen before which it fits with a hyphen, and the rest of the word.</summary>
    private (string Line, string After)? Hyphenate(string line, string gap, string word, double width)
    {
        for (
            int at = word.LastIndexOf(TextCharacters.SoftHyphen);
            at > 0;
            at = word.LastIndexOf(TextCharacters.SoftHyphen, at - 1)
        )
        {
            string part = Join(line, gap, word[..at]) + "-";
            if (Line(part).Width <= width)
            {
                return (part, word[(at + 1)..]);
            }
        }

        return null;
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
            if (rune.Value == '\t')
            {
                x = Stop(x);
                previous = -1;
                continue;
            }

            if (Rune.IsControl(rune) || TextCharacters.IsInvisible(rune))
            {
                continue;
            }

            int glyph = font.Glyph(rune.Value);
            if (glyph == 0 && TextCharacters.Space(rune, font) is { } space)
            {
                x += space;
                previous = -1;
                continue;
            }

            x += previous < 0 ? 0 : font.Kerning(previous, glyph);
            glyphs.Add((glyph, x));
            x += font.AdvanceOf(glyph);
            previous = glyph;
        }

        return new TextLine(glyphs, x);
    }

    /// <summary>The next tab stop that leaves at least a space.</summary>
    private int Stop(int x)
    {
        int distance = TabEms * font.UnitsPerEm;
        int least = x + font.AdvanceOf(font.Glyph(' '));
        return (least + distance - 1) / distance * distance;
    }
}
