using System.Globalization;
using ImageForge.Imaging.Text;
using Xunit;

namespace ImageForge.Imaging.Tests.Text;

/// <summary>Scripts that need shaping, with fonts that have them.</summary>
public sealed class ShapedScriptTests
{
    private const double Wide = 1e9;

    /// <summary>What hb-shape of HarfBuzz 6.0.0 gives: glyph, offset and advance, from left to right.</summary>
    public static TheoryData<string, string, string> Shaped =>
        new()
        {
            {
                FontFiles.Arabic,
                "مرحبا بالعالم",
                "483+528|449+212|4+253|309+414|449+212|4+253|38+275|1364+221|4+253|37+292|140+636|212+404|485+456"
            },
            {
                FontFiles.Arabic,
                "السَّلامُ",
                "1420@162,118+0|482+489|1565+0|448+610|1418@292,24+0|249+663|449+212|3+238"
            },
            {
                FontFiles.Hebrew,
                "\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD",
                "23+684|46@82,0+0|124@-10,0+291|55+522|79@227,0+0|100@539,0+0|96+730"
            },
            {
                FontFiles.Devanagari,
                "क्षत्रिय हिन्दी",
                "520+657|368+266|593+539|352+596|3+316|368+266|362+527|541+394|343+541|369+266"
            },
            {
                FontFiles.Thai,
                "น้ำผึ้ง ที่นี่",
                "71+613|59+0|49@-29,0+0|86+406|78+648|99@1,0+0|49@-28,0+0|58+537|111+260|117+609|94@-3,0+0|44@-3,0+0|71+613|94+0|44+0"
            },
        };

    [Theory]
    [MemberData(nameof(Shaped))]
    public void A_line_has_the_glyphs_and_places_that_hb_shape_gives(string font, string text, string expected)
    {
        TextLine line = Assert.Single(Setter(font).Set(text, Wide));
        int x = 0;
        var places = new List<(int, int, int)>();
        foreach (string[] glyph in expected.Split('|').Select(g => g.Split('+')))
        {
            string[] parts = glyph[0].Split('@', ',');
            places.Add(
                (
                    Number(parts[0]),
                    x + (parts.Length > 1 ? Number(parts[1]) : 0),
                    parts.Length > 1 ? Number(parts[2]) : 0
                )
            );
            x += Number(glyph[1]);
        }

        Assert.Equal(places, line.Glyphs.Select(g => (g.Glyph, g.X, g.Y)));
        Assert.Equal(x, line.Width);
    }

    [Fact]
    public void Numbers_and_Latin_in_Arabic_run_from_left_to_right_in_the_typeface()
    {
        FontList fonts = List(FontFiles.Arabic);
        TextLine line = Assert.Single(new TextSetter(fonts).Set("عالم (abc) 12", Wide));
        int[] latin = [.. "abc".Select(c => fonts.Fonts[1].Glyph(c))];
        Assert.Equal(latin, line.Glyphs.Where(g => g.Font == 1 && latin.Contains(g.Glyph)).Select(g => g.Glyph));
        int a = line.Glyphs.First(g => g.Font == 1 && g.Glyph == latin[0]).X;
        Assert.True(line.Glyphs[^1].X > a, "the first word is at the right");
        Font arabic = fonts.Fonts[0];
        Assert.Equal([arabic.Glyph('1'), arabic.Glyph('2')], line.Glyphs.Take(2).Select(g => g.Glyph));
        // Mirrored, so that both are open towards what they enclose.
        int open = line.Glyphs.ToList().FindIndex(g => g.Font == 1 && g.Glyph == fonts.Fonts[1].Glyph('('));
        int close = line.Glyphs.ToList().FindIndex(g => g.Font == 1 && g.Glyph == fonts.Fonts[1].Glyph(')'));
        Assert.True(open >= 0 && close > open, $"'(' at {open}, ')' at {close}");
    }

    [Fact]
    public void Lines_of_Arabic_break_at_spaces_and_keep_their_order()
    {
        TextSetter setter = Setter(FontFiles.Arabic);
        int width = Assert.Single(setter.Set("هذا نص", Wide)).Width;
        IReadOnlyList<TextLine> lines = setter.Set("هذا نص طويل", width);
        Assert.Equal(2, lines.Count);
        Assert.Equal(Assert.Single(setter.Set("هذا نص", Wide)).Glyphs, lines[0].Glyphs);
        Assert.Equal(Assert.Single(setter.Set("طويل", Wide)).Glyphs, lines[1].Glyphs);
    }

    [Fact]
    public void Thai_breaks_at_zero_width_spaces_and_never_between_a_letter_and_its_marks()
    {
        TextSetter setter = Setter(FontFiles.Thai);
        int width = Assert.Single(setter.Set("น้ำผึ้ง", Wide)).Width;
        Assert.Equal([8, 6], setter.Set("น้ำผึ้ง\u200Bที่นี่", width).Select(l => l.Glyphs.Count));
        // Without them a line that is full breaks within a word, after what is seen as one character.
        Assert.All(setter.Set("ที่นี่ที่นี่", 700), l => Assert.Equal(3, l.Glyphs.Count));
    }

    [Fact]
    public void A_character_that_neither_font_has_is_named() =>
        Assert.Equal("漢", string.Concat(List(FontFiles.Thai).Missing("ก漢a")));

    private static TextSetter Setter(string font) => new(List(font));

    private static FontList List(string name)
    {
        Font font = FontFiles.Here(FontFiles.Bytes(name));
        return new FontList(font, FontBook.Get(Typeface.Sans, FontWeight.Regular, font.UnitsPerEm));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
