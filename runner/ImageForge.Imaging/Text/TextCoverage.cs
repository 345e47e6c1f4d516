using System.Text;

namespace ImageForge.Imaging.Text;

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
