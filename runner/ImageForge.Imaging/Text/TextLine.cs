namespace ImageForge.Imaging.Text;

/// <summary>A line of text that is set: glyphs and where each begins, in font units from the line's left.</summary>
internal sealed record TextLine(IReadOnlyList<(int Glyph, int X)> Glyphs, int Width);
