using System.Text;
using ImageForge.Contracts.Unicode;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public class AccentedTextTests
{
    [Theory]
    // UnicodeData.txt: letters whose first part is a letter with a dot below.
    [InlineData("A\u0323\u0302", "\u1EAC")]
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("E\u0323\u0302", "\u1EC6")]
    [InlineData("e\u0323\u0302", "\u1EC7")]
    [InlineData("e\u0302\u0323", "\u1EC7")]
    [InlineData("\u1EB9\u0302", "\u1EC7")]
    [InlineData("\u00EA\u0323", "\u1EC7")]
    [InlineData("o\u0323\u0302", "\u1ED9")]
    [InlineData("a\u0323\u0306", "\u1EB7")]
    [InlineData("l\u0323\u0304", "\u1E39")]
    [InlineData("r\u0323\u0304", "\u1E5D")]
    [InlineData("s\u0323\u0307", "\u1E69")]
    // Greek with breathing, accent and iota below, in two orders; Cyrillic.
    [InlineData("\u03B1\u0313\u0301\u0345", "\u1F84")]
    [InlineData("\u03B1\u0345\u0313\u0301", "\u1F84")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("Vie\u0323\u0302t Nam", "Vi\u1EC7t Nam")]
    public void A_letter_and_its_marks_become_one_character(string text, string expected) =>
        Assert.Equal(expected, AccentedText.Compose(text));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    // The normal form has other characters for these; a typeface may have only the ones that were written.
    [InlineData("\u2126 \u212B \u212A \u1F71")]
    [InlineData("🎉 漢字")]
    public void What_has_no_marks_stays(string text) => Assert.Equal(text, AccentedText.Compose(text));

    [Fact]
    public void A_mark_that_no_letter_takes_stays_and_is_named()
    {
        var text = AccentedText.Compose("x\u0325e\u0301");
        Assert.Equal("x\u0325\u00E9", text);
        Assert.Equal("a combining mark (U+0325)", UnshapedScripts.FirstIn(text));
    }

    [Fact]
    public void Every_composed_letter_comes_of_its_parts_in_any_order()
    {
        var tables = NfcTables.Load();
        var count = 0;
        foreach (var whole in tables.Compositions.Values.Where(IsLetterOfOurs))
        {
            var parts = new List<int>();
            Decompose(whole);
            foreach (var order in Orders(parts[1..], tables.ClassOf))
            {
                var text = string.Concat(order.Prepend(parts[0]).Select(p => new Rune(p).ToString()));
                Assert.Equal(new Rune(whole).ToString(), AccentedText.Compose(text));
                count++;
            }

            void Decompose(int point)
            {
                if (tables.Decompositions.TryGetValue(point, out var pair))
                {
                    Decompose(pair.First);
                    Decompose(pair.Second!.Value);
                    return;
                }

                parts.Add(point);
            }
        }

        Assert.True(count > 900, $"only {count} forms were tried");
    }

    // Latin, Greek and Cyrillic as far as U+1FFF.
    private static bool IsLetterOfOurs(int point) => point is < 0x0530 or (>= 0x1E00 and < 0x2000);

    /// <summary>All orders of marks that mean the same: those of one class keep theirs.</summary>
    private static IEnumerable<List<int>> Orders(List<int> marks, Func<int, int> classOf)
    {
        if (marks.Count < 2)
        {
            yield return marks;
            yield break;
        }

        for (var i = 0; i < marks.Count; i++)
        {
            if (marks.Take(i).Any(m => classOf(m) == classOf(marks[i])))
            {
                continue;
            }

            foreach (var rest in Orders([.. marks[..i], .. marks[(i + 1)..]], classOf))
            {
                yield return [marks[i], .. rest];
            }
        }
    }
}
