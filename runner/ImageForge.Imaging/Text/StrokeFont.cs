using System.Globalization;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Text;

/// <summary>Sets text in the project's own stroke font. Sizes are heights of capitals in pixels.</summary>
internal static class StrokeFont
{
    private const float CapHeight = 20f;
    private const float Gap = 5.2f;
    private const float SpaceWidth = 8f;

    public static float Measure(ReadOnlySpan<char> text, float size)
    {
        float width = 0f;
        for (int i = 0; i < text.Length; i++)
        {
            width += Advance(text, i);
        }

        return Math.Max(0f, width - Gap) * size / CapHeight;
    }

    /// <summary>The outline of a line of text.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="x">Left of the first letter.</param>
    /// <param name="top">Top of the capitals.</param>
    /// <param name="size">Height of the capitals.</param>
    /// <param name="weight">Width of the pen against the height of the capitals.</param>
    public static Outline Set(ReadOnlySpan<char> text, float x, float top, float size, float weight = 0.115f)
    {
        var outline = new Outline();
        Set(outline, text, x, top, size, weight);
        return outline;
    }

    /// <summary>Adds a line of text to an outline, in the outline's own measures.</summary>
    public static void Set(Outline outline, ReadOnlySpan<char> text, float x, float top, float size, float weight)
    {
        float scale = size / CapHeight;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ')
            {
                Draw(outline, Glyphs.For(text[i]).Strokes, x, top, scale, size * weight);
            }

            x += Advance(text, i) * scale;
        }
    }

    /// <summary>Breaks text into lines that fit the width; a word that is too long is broken, the last line ends in dots.</summary>
    public static IReadOnlyList<string> Wrap(string text, float size, float width, int maxLines)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (Measure(longer, size) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = word;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        bool cut = lines.Count > maxLines;
        if (cut)
        {
            lines.RemoveRange(maxLines, lines.Count - maxLines);
        }

        for (int i = 0; i < lines.Count; i++)
        {
            lines[i] = Shorten(lines[i], size, width, cut && i == lines.Count - 1);
        }

        return lines;
    }

    private static string Shorten(string line, float size, float width, bool dots)
    {
        string shown = dots ? line + "..." : line;
        while (Measure(shown, size) > width && line.Length > 1)
        {
            line = line[..^1];
            shown = line.TrimEnd() + "...";
        }

        return shown;
    }

    private static float Advance(ReadOnlySpan<char> text, int i)
    {
        if (text[i] == ' ')
        {
            return SpaceWidth;
        }

        float kerning = i + 1 < text.Length ? Glyphs.Kerning(text[i], text[i + 1]) : 0f;
        return Glyphs.For(text[i]).Width + Gap - kerning;
    }

    private static void Draw(Outline outline, string strokes, float x, float top, float scale, float pen)
    {
        foreach (string stroke in strokes.Split(';'))
        {
            var points = new List<float>();
            foreach (string token in stroke.Split(' '))
            {
                float[] n =
                [
                    .. token.TrimStart('@').Split(',').Select(v => float.Parse(v, CultureInfo.InvariantCulture)),
                ];
                if (token[0] == '@')
                {
                    Arc(points, n, x, top, scale);
                }
                else
                {
                    points.Add(x + (n[0] * scale));
                    points.Add(top + (n[1] * scale));
                }
            }

            outline.Stroke(pen, [.. points]);
        }
    }

    private static void Arc(List<float> points, float[] n, float x, float top, float scale)
    {
        int steps = Math.Clamp((int)(Math.Abs(n[5] - n[4]) / 360f * (14f + (12f * scale))), 3, 48);
        for (int i = 0; i <= steps; i++)
        {
            float angle = (n[4] + ((n[5] - n[4]) * i / steps)) * MathF.PI / 180f;
            points.Add(x + ((n[0] + (n[2] * StableMath.Cos(angle))) * scale));
            points.Add(top + ((n[1] + (n[3] * StableMath.Sin(angle))) * scale));
        }
    }
}
