namespace ImageForge.Imaging.Text;

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
