using HarfBuzzSharp;

namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// Normalization form C (UAX 15) of code points, with HarfBuzz's tables: string.Normalize changes nothing in programs with invariant
/// globalization, as these are.
/// </summary>
internal static class Nfc
{
    /// <summary>All code points below are in normal form and combine with nothing before them.</summary>
    private const int FirstThatMatters = 0x300;

    private const ushort IsKnown = 1;
    private const ushort Decomposes = 2;
    private const int ClassShift = 8;

    // What HarfBuzz says of a code point of the basic plane, once it has been asked.
    private static readonly ushort[] Known = new ushort[0x10000];

    /// <summary>Brings code points into normal form, in place where they are that already.</summary>
    public static void Normalize(List<int> points)
    {
        if (!points.Exists(p => p >= FirstThatMatters))
        {
            return;
        }

        var apart = new List<int>(points.Count);
        foreach (int point in points)
        {
            Decompose(point, apart);
        }

        Order(apart);
        points.Clear();
        Compose(apart, points);
    }

    private static void Decompose(int point, List<int> into)
    {
        if (
            (Properties(point) & Decomposes) == 0
            || !UnicodeFunctions.Default.TryDecompose(point, out int first, out int second)
        )
        {
            into.Add(point);
            return;
        }

        Decompose(first, into);
        if (second != 0)
        {
            Decompose(second, into);
        }
    }

    /// <summary>Sorts each run of combining marks by class; those of one class keep their order.</summary>
    private static void Order(List<int> points)
    {
        for (int start = 0; start < points.Count; start++)
        {
            int end = start;
            while (end < points.Count && ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] sorted = [.. points.GetRange(start, end - start).OrderBy(ClassOf)];
                for (int i = 0; i < sorted.Length; i++)
                {
                    points[start + i] = sorted[i];
                }
            }

            start = end;
        }
    }

    private static void Compose(List<int> apart, List<int> into)
    {
        int starter = -1;
        int classBefore = 0;
        foreach (int point in apart)
        {
            int combining = ClassOf(point);
            // What stands between with the same class or a higher one blocks; another starter blocks unless it stands beside.
            bool isFree = starter >= 0 && (into.Count - 1 == starter || (classBefore != 0 && classBefore < combining));
            if (isFree && Pair(into[starter], point) is { } composed)
            {
                into[starter] = composed;
                continue;
            }

            if (combining == 0)
            {
                starter = into.Count;
            }

            classBefore = combining;
            into.Add(point);
        }
    }

    private static int ClassOf(int point) => Properties(point) >> ClassShift;

    private static ushort Properties(int point)
    {
        if (point >= Known.Length)
        {
            return Ask(point);
        }

        // The same answer from whichever thread.
        return Known[point] != 0 ? Known[point] : Known[point] = Ask(point);
    }

    private static ushort Ask(int point) =>
        (ushort)(
            IsKnown
            | (UnicodeFunctions.Default.TryDecompose(point, out _, out _) ? Decomposes : 0)
            | ((int)UnicodeFunctions.Default.GetCombiningClass(point) << ClassShift)
        );

    private static int? Pair(int first, int second) =>
        second >= FirstThatMatters && UnicodeFunctions.Default.TryCompose(first, second, out int composed)
            ? composed
            : null;
}
