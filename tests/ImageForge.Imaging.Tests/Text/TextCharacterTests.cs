using ImageForge.Imaging.Text;
using Xunit;

namespace ImageForge.Imaging.Tests.Text;

/// <summary>Characters without a glyph: each ends a line, leaves space, shows nothing, or is named as missing.</summary>
public sealed class TextCharacterTests
{
    private const double Wide = 1e9;

    public static TheoryData<Typeface> Typefaces => [.. Enum.GetValues<Typeface>()];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\v")]
    [InlineData("\f")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Every_line_ending_begins_a_line_and_is_not_missing(string ending)
    {
        TextSetter setter = Setter(Typeface.Sans);
        Assert.Equal([3, 3], setter.Set($"one{ending}two", Wide).Select(l => l.Glyphs.Count));
        Assert.Empty(setter.Missing($"one{ending}two"));
    }

    [Theory]
    [MemberData(nameof(Typefaces))]
    public void Every_space_leaves_a_gap_of_its_own_width_and_is_not_missing(Typeface typeface)
    {
        TextSetter setter = Setter(typeface);
        int none = Width(setter, "aa");
        foreach (
            char space in "\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000"
        )
        {
            Assert.True(Width(setter, $"a{space}a") > none, $"U+{(int)space:X4} leaves no gap");
            Assert.Empty(setter.Missing($"a{space}a"));
        }

        // Narrower to wider, as their names say.
        int[] widths = [.. "\u200A\u2006\u2005\u2004\u2002\u2003".Select(s => Width(setter, $"H{s}H"))];
        Assert.Equal(widths.Order(), widths);
        Assert.Equal(widths.Distinct(), widths);
    }

    [Theory]
    [MemberData(nameof(Typefaces))]
    public void What_is_invisible_takes_no_room_and_is_not_missing(Typeface typeface)
    {
        TextSetter setter = Setter(typeface);
        foreach (char none in "\u00AD\u200B\u200C\u200D\u200E\u2060\u2061\u2063\uFEFF\uFE0F\u034F")
        {
            TextLine line = Assert.Single(setter.Set($"ab{none}cd", Wide));
            Assert.Equal(4, line.Glyphs.Count);
            Assert.Equal(Width(setter, "abcd"), line.Width);
            Assert.Empty(setter.Missing($"ab{none}cd"));
        }
    }

    [Theory]
    [MemberData(nameof(Typefaces))]
    public void Tabs_go_on_at_stops_two_ems_apart(Typeface typeface)
    {
        TextSetter setter = Setter(typeface);
        int stop = 2 * Ems(typeface);
        Assert.Equal(stop, Start(setter, "a\tX"));
        Assert.Equal(stop, Start(setter, "aa\tX"));
        Assert.Equal(stop, Start(setter, "\tX"));
        Assert.Equal(2 * stop, Start(setter, "\t\tX"));
        Assert.Equal(2 * stop, Start(setter, "MMM\tX"));
        Assert.Equal(stop, Start(setter, "a \t X"));
    }

    [Fact]
    public void Lines_break_at_tabs_and_zero_width_spaces()
    {
        TextSetter setter = Setter(Typeface.Sans);
        int width = Width(setter, "harbourli");
        Assert.Equal([7, 5], setter.Set("harbour\tlight", width).Select(l => l.Glyphs.Count));
        Assert.Equal([7, 5], setter.Set("harbour\u200Blight", width).Select(l => l.Glyphs.Count));
        Assert.Equal([12], setter.Set("harbour\u200Blight", Wide).Select(l => l.Glyphs.Count));
        // These keep words together, so that a line that is full breaks within one.
        Assert.Equal(9, setter.Set("harbour\u2060light", width)[0].Glyphs.Count);
    }

    [Fact]
    public void A_soft_hyphen_is_a_hyphen_where_a_line_breaks_and_nothing_elsewhere()
    {
        TextSetter setter = Setter(Typeface.Sans);
        const string Word = "in\u00ADcom\u00ADpre\u00ADhen\u00ADsi\u00ADble";
        Assert.Equal(Width(setter, "incomprehensible"), Width(setter, Word));
        int width = Width(setter, "incompre-");
        IReadOnlyList<TextLine> lines = setter.Set(Word, width);
        Assert.Equal(Width(setter, "incompre-"), lines[0].Width);
        Assert.Equal(Width(setter, "hensible"), lines[1].Width);
        IReadOnlyList<TextLine> after = setter.Set($"an {Word}", Width(setter, "an incom-"));
        Assert.Equal(Width(setter, "an incom-"), after[0].Width);
        Assert.All(after, l => Assert.True(l.Width <= Width(setter, "an incom-")));
    }

    private static TextSetter Setter(Typeface typeface) => new(FontBook.Get(typeface, FontWeight.Regular));

    private static int Ems(Typeface typeface) => FontBook.Get(typeface, FontWeight.Regular).UnitsPerEm;

    private static int Width(TextSetter setter, string text) => Assert.Single(setter.Set(text, Wide)).Width;

    private static int Start(TextSetter setter, string text) => Assert.Single(setter.Set(text, Wide)).Glyphs[^1].X;
}
