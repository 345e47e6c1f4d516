using System.Text;

namespace ImageForge.Imaging.Text;

/// <summary>
/// Sets text: shaped, in the order of its directions, broken where a line is full (UAX 14) and at every line ending. A tab goes on at the
/// next of stops two ems apart.
/// </summary>
internal sealed class TextSetter(FontList fonts)
{
    public TextSetter(Font font)
        : this(new FontList(font)) { }

    /// <param name="text">What it says.</param>
    /// <param name="width">Longest line in font units. A word that is longer is broken.</param>
    public IReadOnlyList<TextLine> Set(string text, double width)
    {
        using var shaper = new LineShaper(fonts);
        var lines = new List<TextLine>();
        foreach (string line in TextCharacters.Lines(text))
        {
            var paragraph = new TextParagraph(TextCharacters.Spaced(line), fonts);
            int at = 0;
            do
            {
                (TextLine set, at) = Fill(shaper, paragraph, at, width);
                lines.Add(set);
            } while (at < paragraph.Length);
        }

        return lines;
    }

    /// <summary>The characters of a text that cannot be set, each once, in their order.</summary>
    public IReadOnlyList<Rune> Missing(string text) => fonts.Missing(text);

    /// <summary>The line that begins at a character, and where the next begins.</summary>
    private static (TextLine Line, int Next) Fill(LineShaper shaper, TextParagraph paragraph, int start, double width)
    {
        int length = paragraph.Length;
        TextLine whole = shaper.Shape(paragraph, start, length);
        if (whole.Width <= width)
        {
            return (whole, length);
        }

        (TextLine, int)? best = null;
        for (int end = start + 1; end < length; end++)
        {
            if (!paragraph.Breaks[end] || IsGap(paragraph, start, end))
            {
                continue;
            }

            bool isHyphenated = paragraph.Points[end - 1] == TextCharacters.SoftHyphen;
            TextLine line = shaper.Shape(paragraph, start, end, isHyphenated);
            if (line.Width <= width)
            {
                best = (line, end);
            }
            else if (!isHyphenated)
            {
                break;
            }
        }

        return best ?? BreakWord(shaper, paragraph, start, width);
    }

    /// <summary>As much of a word as fits, at least one character.</summary>
    private static (TextLine Line, int Next) BreakWord(
        LineShaper shaper,
        TextParagraph paragraph,
        int start,
        double width
    )
    {
        (TextLine, int)? best = null;
        for (int end = start + 1; end <= paragraph.Length; end++)
        {
            if ((end < paragraph.Length && !paragraph.Clusters[end]) || IsGap(paragraph, start, end))
            {
                continue;
            }

            TextLine line = shaper.Shape(paragraph, start, end);
            if (best is not null && line.Width > width)
            {
                break;
            }

            best = (line, end);
        }

        return best!.Value;
    }

    private static bool IsGap(TextParagraph paragraph, int start, int end)
    {
        foreach (int point in paragraph.Points[start..end])
        {
            if (!TextCharacters.IsGap(point))
            {
                return false;
            }
        }

        return true;
    }
}
