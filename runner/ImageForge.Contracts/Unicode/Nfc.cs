namespace ImageForge.Contracts.Unicode;

/// <summary>
/// Normalization form C (UAX 15) of code points. string.Normalize changes nothing in programs with invariant globalization, as
/// these are, so that the tables are carried along.
/// </summary>
public static class Nfc
{
    /// <summary>All code points below are in normal form and combine with nothing before them.</summary>
    private const int FirstThatMatters = 0x300;

    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly NfcTables Tables = NfcTables.Load();

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
        int syllable = point - HangulBase;
        if (syllable is >= 0 and < Leads * Vowels * Tails)
        {
            into.Add(LeadBase + (syllable / (Vowels * Tails)));
            into.Add(VowelBase + (syllable / Tails % Vowels));
            if (syllable % Tails != 0)
            {
                into.Add(TailBase + (syllable % Tails));
            }
        }
        else if (Tables.Decompositions.TryGetValue(point, out (int First, int? Second) parts))
        {
            Decompose(parts.First, into);
            if (parts.Second is { } second)
            {
                Decompose(second, into);
            }
        }
        else
        {
            into.Add(point);
        }
    }

    /// <summary>Sorts each run of combining marks by class; those of one class keep their order.</summary>
    private static void Order(List<int> points)
    {
        for (int start = 0; start < points.Count; start++)
        {
            int end = start;
            while (end < points.Count && Tables.ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] sorted = [.. points.GetRange(start, end - start).OrderBy(Tables.ClassOf)];
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
            int combining = Tables.ClassOf(point);
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

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads && second - VowelBase is >= 0 and < Vowels)
        {
            return HangulBase + (((((first - LeadBase) * Vowels) + second) - VowelBase) * Tails);
        }

        if (
            first - HangulBase is >= 0 and < Leads * Vowels * Tails
            && (first - HangulBase) % Tails == 0
            && second - TailBase is > 0 and < Tails
        )
        {
            return first + second - TailBase;
        }

        return Tables.Compositions.TryGetValue((first, second), out int composed) ? composed : null;
    }
}
