using System.Collections.Immutable;
using System.Globalization;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Sets of numbers as <c>status.completedIndexes</c> writes them: <c>0-2,5</c>.</summary>
internal static class IndexRanges
{
    public static ImmutableSortedSet<int> Parse(string? text)
    {
        var set = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var range in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
            for (var i = ends[0]; i <= ends[^1]; i++)
                set.Add(i);
        }
        return set.ToImmutable();
    }

    public static string Format(ImmutableSortedSet<int> indexes)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var i in indexes)
        {
            if (ranges.Count > 0 && ranges[^1].Last == i - 1)
                ranges[^1] = (ranges[^1].First, i);
            else
                ranges.Add((i, i));
        }
        return string.Join(
            ',',
            ranges.Select(r =>
                r.First == r.Last
                    ? r.First.ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{r.First}-{r.Last}")
            )
        );
    }
}
