using HarfBuzzSharp;
using ImageForge.Imaging.Text;
using Xunit;
using Font = ImageForge.Imaging.Text.Font;

namespace ImageForge.Imaging.Tests.Text;

/// <summary>What is shaped by the built-in typefaces: composed letters, marks, directions, breaks.</summary>
public sealed class ShapingTests
{
    private const double Wide = 1e9;

    public static TheoryData<Typeface> Typefaces => [.. Enum.GetValues<Typeface>()];

    [Theory]
    [MemberData(nameof(Typefaces))]
    public void A_letter_and_its_marks_are_set_as_the_letter_that_has_them(Typeface typeface)
    {
        TextSetter setter = Setter(typeface);
        foreach (
            (string apart, string whole) in ((string, string)[])
                [("e\u0301", "é"), ("A\u030A", "Å"), ("u\u0308", "ü"), ("s\u030C", "š")]
        )
        {
            Assert.Equal(Glyphs(setter, whole), Glyphs(setter, apart));
            Assert.Empty(setter.Missing(apart));
        }
    }

    [Theory]
    [MemberData(nameof(Typefaces))]
    public void Every_letter_with_marks_is_set_from_its_parts_in_any_order(Typeface typeface)
    {
        TextSetter setter = Setter(typeface);
        Font font = FontBook.Get(typeface, FontWeight.Regular);
        int count = 0;
        // Latin, Greek and Cyrillic. What is no composition is left out: it is set as what it is the same as.
        foreach (int whole in Enumerable.Range(0xC0, 0x1F40).Where(p => p is < 0x0530 or >= 0x1E00))
        {
            List<int> parts = Parts(whole);
            if (parts.Count < 2 || font.Glyph(whole) == 0 || !IsComposed(whole))
            {
                continue;
            }

            string expected = char.ConvertFromUtf32(whole);
            foreach (List<int> order in Orders(parts[1..]))
            {
                string text = string.Concat(order.Prepend(parts[0]).Select(char.ConvertFromUtf32));
                Assert.Equal(Glyphs(setter, expected), Glyphs(setter, text));
                count++;
            }
        }

        Assert.True(count > 300, $"only {count} forms were tried");
    }

    private static bool IsComposed(int point) =>
        UnicodeFunctions.Default.TryDecompose(point, out int first, out int second)
        && UnicodeFunctions.Default.TryCompose(first, second, out int whole)
        && whole == point;

    private static List<int> Parts(int point) =>
        UnicodeFunctions.Default.TryDecompose(point, out int first, out int second) && second != 0
            ? [.. Parts(first), .. Parts(second)]
            : [point];

    /// <summary>All orders of marks that mean the same: those of one class keep theirs.</summary>
    private static IEnumerable<List<int>> Orders(List<int> marks)
    {
        if (marks.Count < 2)
        {
            yield return marks;
            yield break;
        }

        for (int i = 0; i < marks.Count; i++)
        {
            if (marks.Take(i).Any(m => Class(m) == Class(marks[i])))
            {
                continue;
            }

            foreach (List<int> rest in Orders([.. marks[..i], .. marks[(i + 1)..]]))
            {
                yield return [marks[i], .. rest];
            }
        }

        static UnicodeCombiningClass Class(int point) => UnicodeFunctions.Default.GetCombiningClass(point);
    }

    [Fact]
    public void A_mark_without_a_letter_that_has_it_is_put_where_the_font_says()
    {
        TextSetter setter = Setter(Typeface.Sans);
        IReadOnlyList<PlacedGlyph> glyphs = Glyphs(setter, "x\u0301");
        Assert.Equal(2, glyphs.Count);
        Assert.Equal(Width(setter, "x"), Width(setter, "x\u0301"));
        Assert.InRange(glyphs[1].X, 1, Width(setter, "x"));
    }

    [Fact]
    public void A_run_from_right_to_left_is_reversed_and_brackets_are_mirrored()
    {
        TextSetter setter = Setter(Typeface.Sans);
        Assert.Equal(
            Glyphs(setter, "(cba)").Select(g => g.Glyph),
            Glyphs(setter, "\u202E(abc)\u202C").Select(g => g.Glyph)
        );
        Assert.Equal(Width(setter, "(cba)"), Width(setter, "\u202E(abc)\u202C"));
    }

    [Fact]
    public void Tab_stops_of_a_paragraph_from_right_to_left_count_from_its_right()
    {
        TextSetter setter = Setter(Typeface.Sans);
        Font font = FontBook.Get(Typeface.Sans, FontWeight.Regular);
        // The mark makes it such a paragraph, and has no glyph.
        TextLine line = Assert.Single(setter.Set("\u200Fa\tX", Wide));
        int x = font.Glyph('X');
        int a = font.Glyph('a');
        Assert.Equal([x, a], line.Glyphs.Select(g => g.Glyph));
        Assert.Equal(0, line.Glyphs[0].X);
        Assert.Equal((2 * font.UnitsPerEm) + font.AdvanceOf(x), line.Width);
        Assert.Equal(line.Width - font.AdvanceOf(a), line.Glyphs[1].X);
    }

    [Fact]
    public void Lines_break_after_hyphens_and_not_before_punctuation_or_at_spaces_that_keep_words()
    {
        TextSetter setter = Setter(Typeface.Sans);
        Assert.Equal([6, 5], Counts(setter, "north-bound", Width(setter, "north-bo")));
        Assert.Equal([3, 5], Counts(setter, "one two !", Width(setter, "one two")));
        Assert.Equal([3, 7], Counts(setter, "one two\u00A0six", Width(setter, "two\u00A0six")));
    }

    [Fact]
    public void Characters_that_no_font_has_are_named() =>
        Assert.Equal("שع", string.Concat(Setter(Typeface.Sans).Missing("a ש ع")));

    private static TextSetter Setter(Typeface typeface) => new(FontBook.Get(typeface, FontWeight.Regular));

    private static IReadOnlyList<PlacedGlyph> Glyphs(TextSetter setter, string text) =>
        Assert.Single(setter.Set(text, Wide)).Glyphs;

    private static int Width(TextSetter setter, string text) => Assert.Single(setter.Set(text, Wide)).Width;

    private static IEnumerable<int> Counts(TextSetter setter, string text, int width) =>
        setter.Set(text, width).Select(l => l.Glyphs.Count);
}
