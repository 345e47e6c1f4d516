using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace ImageForge.Imaging.Text;

/// <summary>Fonts by preference: what the first has no glyph for is set in the next. All have the same units.</summary>
internal sealed class FontList(params IReadOnlyList<Font> fonts)
{
    public IReadOnlyList<Font> Fonts => fonts;

    /// <summary>The font that measures and boxes are taken from.</summary>
    public Font First => fonts[0];

    /// <summary>The index of the first font that has all of a character and its marks; null where none has.</summary>
    public int? For(ReadOnlySpan<int> cluster)
    {
        for (int i = 0; i < fonts.Count; i++)
        {
            if (Has(fonts[i], cluster))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The characters of a text that no font has, each once, in their order.</summary>
    public IReadOnlyList<Rune> Missing(string text)
    {
        var missing = new List<Rune>();
        foreach (string line in TextCharacters.Lines(text))
        {
            for (int at = 0; at < line.Length; )
            {
                string cluster = line.Substring(at, StringInfo.GetNextTextElementLength(line, at));
                at += cluster.Length;
                Rune[] runes = [.. cluster.EnumerateRunes()];
                if (For([.. runes.Select(r => r.Value)]) is null)
                {
                    Rune[] unknown = [.. runes.Where(r => !fonts.Any(f => Has(f, [r.Value])))];
                    // Each font has some of them, and none has all.
                    missing.AddRange(unknown.Length > 0 ? unknown : runes);
                }
            }
        }

        return [.. missing.Distinct()];
    }

    private static bool Has(Font font, ReadOnlySpan<int> cluster)
    {
        bool hasAll = true;
        foreach (int point in cluster)
        {
            hasAll &= IsSet(font, new Rune(point));
        }

        return hasAll || (cluster.Length > 0 && HasShaped(font, cluster));
    }

    /// <summary>Whether a character has a glyph, or is set without one.</summary>
    private static bool IsSet(Font font, Rune rune) =>
        Rune.IsControl(rune)
        || TextCharacters.IsInvisible(rune)
        || TextCharacters.Space(rune, font) is not null
        || (font.Glyph(rune.Value) is not 0 and var glyph && (Rune.IsWhiteSpace(rune) || font.Draws(glyph)));

    // HarfBuzz composes and decomposes characters by what the font has.
    private static bool HasShaped(Font font, ReadOnlySpan<int> cluster)
    {
        using var buffer = new Buffer();
        font.Shape(buffer, cluster, 0, cluster.Length, UnicodeFunctions.Default.GetScript(cluster[0]), false);
        foreach (GlyphInfo info in buffer.GetGlyphInfoSpan())
        {
            if (info.Codepoint == 0 || !font.Draws((int)info.Codepoint))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Says which characters can be set.</summary>
public static class TextCoverage
{
    /// <summary>The characters that a typeface has no glyph for, each once, in the order of the text.</summary>
    public static IReadOnlyList<Rune> Missing(string text, Typeface typeface, FontWeight weight)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FontList(FontBook.Get(typeface, weight)).Missing(text);
    }
}
