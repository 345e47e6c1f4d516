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

/// <summary>A line of text that is set, in font units.</summary>
/// <param name="Glyphs">Its glyphs from left to right.</param>
/// <param name="Width">Its width.</param>
internal sealed record TextLine(IReadOnlyList<PlacedGlyph> Glyphs, int Width);

/// <summary>A glyph in a line.</summary>
/// <param name="Font">The index of its font.</param>
/// <param name="Glyph">The font's number of it.</param>
/// <param name="X">Where its origin is, from the line's left.</param>
/// <param name="Y">How far its origin is above the baseline.</param>
internal readonly record struct PlacedGlyph(int Font, int Glyph, int X, int Y);
