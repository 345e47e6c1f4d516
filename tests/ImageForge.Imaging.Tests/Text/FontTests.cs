using System.Text;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Text;
using Xunit;

namespace ImageForge.Imaging.Tests.Text;

public sealed class FontTests
{
    public static TheoryData<Typeface, FontWeight> Fonts =>
        new(
            from typeface in Enum.GetValues<Typeface>()
            from weight in Enum.GetValues<FontWeight>()
            select (typeface, weight)
        );

    [Theory]
    [MemberData(nameof(Fonts))]
    public void Latin_Greek_of_Inter_and_Cyrillic_have_outlines(Typeface typeface, FontWeight weight)
    {
        Font font = FontBook.Get(typeface, weight);
        string greek = typeface == Typeface.Sans ? "ΑΩαω" : "";
        foreach (Rune rune in ("AZazÄÖÜßéçñøŁőŽœ0189&€“”–ЖЯжя" + greek).EnumerateRunes())
        {
            int glyph = font.Glyph(rune.Value);
            Assert.True(glyph > 0, $"{typeface} {weight} has no '{rune}'");
            var outline = new Outline();
            font.Path(glyph).AddTo(outline);
            Assert.True(outline.Contours > 0, $"'{rune}' has no contour");
            Assert.InRange(font.AdvanceOf(glyph), font.UnitsPerEm / 10, font.UnitsPerEm * 2);
        }
    }

    [Theory]
    [MemberData(nameof(Fonts))]
    public void Pairs_that_gape_are_kerned(Typeface typeface, FontWeight weight)
    {
        Font font = FontBook.Get(typeface, weight);
        foreach (string pair in (string[])["AV", "To", "P.", "Wa"])
        {
            Assert.True(Kerning(font, pair) < 0, pair);
        }

        Assert.Equal(0, Kerning(font, "HH"));
    }

    [Fact]
    public void A_capital_O_has_a_counter_that_is_wound_the_other_way()
    {
        Font font = FontBook.Get(Typeface.Sans, FontWeight.Regular);
        var outline = new Outline();
        font.Path(font.Glyph('O')).AddTo(outline);
        Assert.Equal(2, outline.Contours);
        Assert.True(Area(outline, 0) * Area(outline, 1) < 0);
    }

    [Fact]
    public void A_composite_glyph_has_the_contours_of_its_parts()
    {
        Font font = FontBook.Get(Typeface.Serif, FontWeight.Regular);
        Assert.Equal(Contours(font, 'u') + 2, Contours(font, 'ü'));
    }

    [Fact]
    public void Missing_characters_are_named_once()
    {
        IReadOnlyList<Rune> missing = TextCoverage.Missing("Hi 漢字漢\n🎉", Typeface.Sans, FontWeight.Bold);
        Assert.Equal("漢字🎉", string.Concat(missing));
    }

    private static int Kerning(Font font, string pair) =>
        Assert.Single(new TextSetter(font).Set(pair, 1e9)).Width - pair.Sum(c => font.AdvanceOf(font.Glyph(c)));

    private static int Contours(Font font, char character)
    {
        var outline = new Outline();
        font.Path(font.Glyph(character)).AddTo(outline);
        return outline.Contours;
    }

    private static float Area(Outline outline, int contour)
    {
        float area = 0;
        ReadOnlySpan<System.Numerics.Vector2> points = outline.Contour(contour);
        for (int i = 0; i < points.Length; i++)
        {
            System.Numerics.Vector2 next = points[(i + 1) % points.Length];
            area += (points[i].X * next.Y) - (next.X * points[i].Y);
        }

        return area;
    }
}
