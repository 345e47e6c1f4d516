using ImageForge.Imaging.Text;
using Xunit;

namespace ImageForge.Imaging.Tests.Text;

public sealed class TextSetterTests
{
    private static readonly Font Font = FontBook.Get(Typeface.Sans, FontWeight.Regular);

    [Fact]
    public void Lines_break_at_spaces_and_fit()
    {
        IReadOnlyList<TextLine> lines = new TextSetter(Font).Set(
            "The quick brown fox jumps over the lazy dog",
            9 * 2048
        );
        Assert.True(lines.Count > 2);
        Assert.All(lines, l => Assert.True(l.Width <= 9 * 2048));
    }

    [Fact]
    public void Line_feeds_begin_lines_and_empty_ones_stay() =>
        Assert.Equal([1, 0, 2], new TextSetter(Font).Set("a\r\n\nbc", 1e9).Select(l => l.Glyphs.Count));

    [Fact]
    public void A_word_that_is_too_long_is_broken_and_loses_nothing()
    {
        IReadOnlyList<TextLine> lines = new TextSetter(Font).Set("an incomprehensibility of", 4 * 2048);
        Assert.Equal("anincomprehensibilityof".Length, lines.Sum(l => l.Glyphs.Count(g => g.Glyph != Font.Glyph(' '))));
        Assert.True(lines.Count > 2);
    }

    [Fact]
    public void Kerning_draws_letters_together()
    {
        int apart = Font.AdvanceOf(Font.Glyph('A')) + Font.AdvanceOf(Font.Glyph('V'));
        Assert.True(Assert.Single(new TextSetter(Font).Set("AV", 1e9)).Width < apart);
    }
}
