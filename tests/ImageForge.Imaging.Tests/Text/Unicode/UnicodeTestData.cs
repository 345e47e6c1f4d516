using System.Globalization;
using ImageForge.Imaging.Text.Unicode;

namespace ImageForge.Imaging.Tests.Text.Unicode;

/// <summary>Runs the Unicode Consortium's own test files; each method gives the lines that fail, and how many there were.</summary>
internal static class UnicodeTestData
{
    public static (int Cases, List<string> Failures) Bidi(string file)
    {
        int cases = 0;
        var failures = new List<string>();
        string[] levels = [];
        int[] order = [];
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("@Levels:", StringComparison.Ordinal))
            {
                levels = Words(line["@Levels:".Length..]);
            }
            else if (line.StartsWith("@Reorder:", StringComparison.Ordinal))
            {
                order = [.. Words(line["@Reorder:".Length..]).Select(int.Parse)];
            }
            else if (line.Length > 0 && line[0] is not ('#' or '@'))
            {
                string[] parts = line.Split(';');
                BidiClass[] classes = [.. Words(parts[0]).Select(Enum.Parse<BidiClass>)];
                int directions = Hex(parts[1]);
                foreach ((int bit, int? level) in ((int, int?)[])[(1, null), (2, 0), (4, 1)])
                {
                    if ((directions & bit) != 0)
                    {
                        cases++;
                        Check(line, new int[classes.Length], classes, level, null, levels, order, failures);
                    }
                }
            }
        }

        return (cases, failures);
    }

    public static (int Cases, List<string> Failures) BidiCharacters(string file)
    {
        int cases = 0;
        var failures = new List<string>();
        foreach (string line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            string[] parts = line.Split(';');
            int[] points = [.. Words(parts[0]).Select(Hex)];
            BidiClass[] classes = [.. points.Select(UnicodeProperties.Bidi)];
            int? level = parts[1] == "2" ? null : Hex(parts[1]);
            cases++;
            Check(
                line,
                points,
                classes,
                level,
                Hex(parts[2]),
                Words(parts[3]),
                [.. Words(parts[4]).Select(int.Parse)],
                failures
            );
        }

        return (cases, failures);
    }

    public static (int Cases, List<string> Failures) LineBreaks(string file)
    {
        int cases = 0;
        var failures = new List<string>();
        foreach (string line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            string[] words = Words(line.Split('#')[0]);
            int[] points = [.. words.Where((_, i) => i % 2 == 1).Select(Hex)];
            // The last says that the text ends.
            bool[] expected = [.. words.Where((_, i) => i % 2 == 0).Select(w => w == "÷").SkipLast(1)];
            cases++;
            if (!LineBreaker.Opportunities(points).SequenceEqual(expected))
            {
                failures.Add(line);
            }
        }

        return (cases, failures);
    }

    private static void Check(
        string line,
        int[] points,
        BidiClass[] classes,
        int? paragraph,
        int? expectedParagraph,
        string[] expectedLevels,
        int[] expectedOrder,
        List<string> failures
    )
    {
        byte[] levels = Imaging.Text.Unicode.Bidi.Levels(points, classes, paragraph, out byte level);
        BidiLine.ResetWhiteSpace(classes, levels, level);
        int[] kept =
        [
            .. Enumerable.Range(0, classes.Length).Where(i => !Imaging.Text.Unicode.Bidi.IsRemoved(classes[i])),
        ];
        int[] order = [.. BidiLine.Order([.. kept.Select(i => levels[i])]).Select(i => kept[i])];
        string[] found =
        [
            .. classes.Select(
                (c, i) =>
                    Imaging.Text.Unicode.Bidi.IsRemoved(c) ? "x" : levels[i].ToString(CultureInfo.InvariantCulture)
            ),
        ];
        if (
            !found.SequenceEqual(expectedLevels)
            || !order.SequenceEqual(expectedOrder)
            || (expectedParagraph is { } expected && expected != level)
        )
        {
            failures.Add($"{line} at {paragraph}: {string.Join(' ', found)}, {string.Join(' ', order)}");
        }
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static int Hex(string digits) =>
        int.Parse(digits.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
