namespace ImageForge.Imaging.Text;

/// <summary>A text that is set, in units of its first font.</summary>
/// <param name="Ascent">How far the first font's letters reach above the baseline.</param>
/// <param name="Descent">How far they reach below it.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Paths">The contours of their glyphs.</param>
internal sealed record SetText(
    int Ascent,
    int Descent,
    IReadOnlyList<TextLine> Lines,
    IReadOnlyDictionary<(int Font, int Glyph), GlyphPath> Paths
)
{
    /// <summary>Sets a text.</summary>
    /// <param name="fonts">Fonts by preference.</param>
    /// <param name="text">What it says.</param>
    /// <param name="width">Longest line in font units.</param>
    public static SetText Of(FontList fonts, string text, double width)
    {
        IReadOnlyList<TextLine> lines = new TextSetter(fonts).Set(text, width);
        return new(
            fonts.First.Ascent,
            fonts.First.Descent,
            lines,
            lines
                .SelectMany(l => l.Glyphs)
                .Select(g => (g.Font, g.Glyph))
                .Distinct()
                .ToDictionary(g => g, g => fonts.Fonts[g.Font].Path(g.Glyph))
        );
    }
}
