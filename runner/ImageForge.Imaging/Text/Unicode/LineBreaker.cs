using static ImageForge.Imaging.Text.Unicode.LineBreakClass;

namespace ImageForge.Imaging.Text.Unicode;

/// <summary>
/// Where a line may break (UAX 14), with the tailoring of numbers in its section 8.2, example 7, which its test data have. Scripts
/// that put no spaces between words (Thai, Lao, Khmer, Myanmar) would need a dictionary: there, only what is not a letter gives breaks.
/// </summary>
internal static class LineBreaker
{
    /// <summary>For each code point whether a line may end before it; the first is false.</summary>
    public static bool[] Opportunities(ReadOnlySpan<int> points)
    {
        bool[] breaks = new bool[points.Length];
        List<Unit> units = Units(points);
        bool[] together = Numbers(units);
        for (int i = 1; i < units.Count; i++)
        {
            breaks[units[i].Start] = !together[i] && MayBreak(units, i);
        }

        return breaks;
    }

    /// <summary>A character with what rule LB9 attaches to it.</summary>
    private readonly record struct Unit(int Start, LineBreakClass Class, bool EndsInJoiner);

    /// <summary>Rules LB9 and LB10.</summary>
    private static List<Unit> Units(ReadOnlySpan<int> points)
    {
        var units = new List<Unit>(points.Length);
        for (int i = 0; i < points.Length; i++)
        {
            LineBreakClass type = UnicodeProperties.LineBreak(points[i]);
            if (type is CM or ZWJ)
            {
                if (units.Count > 0 && units[^1].Class is not (BK or CR or LF or NL or SP or ZW))
                {
                    units[^1] = units[^1] with { EndsInJoiner = type == ZWJ };
                }
                else
                {
                    units.Add(new(i, AL, type == ZWJ));
                }
            }
            else
            {
                units.Add(new(i, type, false));
            }
        }

        return units;
    }

    /// <summary>Rule LB25: a number with its signs, separators and units stays together.</summary>
    private static bool[] Numbers(List<Unit> units)
    {
        bool[] together = new bool[units.Count];
        for (int i = 0; i < units.Count; i++)
        {
            if (units[i].Class != NU)
            {
                continue;
            }

            int start = i;
            start -= start > 0 && units[start - 1].Class is OP or OPE or HY ? 1 : 0;
            start -= start > 0 && units[start - 1].Class is PR or PO ? 1 : 0;
            int end = i;
            while (end + 1 < units.Count && units[end + 1].Class is NU or SY or IS)
            {
                end++;
            }

            end += end + 1 < units.Count && units[end + 1].Class is CL or CP or CPE ? 1 : 0;
            end += end + 1 < units.Count && units[end + 1].Class is PR or PO ? 1 : 0;
            Array.Fill(together, true, start + 1, end - start);
            i = end;
        }

        return together;
    }

    private static bool MayBreak(List<Unit> units, int at)
    {
        LineBreakClass left = units[at - 1].Class;
        LineBreakClass right = units[at].Class;
        // LB4 to LB8.
        switch (left, right)
        {
            case (CR, LF):
                return false;
            case (BK or CR or LF or NL, _):
                return true;
            case (_, BK or CR or LF or NL or SP or ZW):
                return false;
        }

        int last = at - 1;
        while (last >= 0 && units[last].Class == SP)
        {
            last--;
        }

        // What stands before the spaces, if any.
        LineBreakClass? before = last >= 0 ? units[last].Class : null;
        if (before == ZW)
        {
            return true;
        }

        // LB8a to LB12a.
        if (units[at - 1].EndsInJoiner || left is WJ or GL || right == WJ)
        {
            return false;
        }

        if (right == GL && left is not (SP or BA or HY))
        {
            return false;
        }

        // LB13 to LB17, across spaces.
        if (
            (right is CL or CP or CPE or EX or IS or SY)
            || before is OP or OPE
            || (before == QU && right is OP or OPE)
            || (before is CL or CP or CPE && right == NS)
            || (before == B2 && right == B2)
        )
        {
            return false;
        }

        // LB18.
        if (left == SP)
        {
            return true;
        }

        // LB19 and LB20.
        if (left == QU || right == QU)
        {
            return false;
        }

        if (left == CB || right == CB)
        {
            return true;
        }

        return !KeepsTogether(left, right, at > 1 ? units[at - 2].Class : null)
            && !(left == RI && right == RI && IsOdd(units, at));
    }

    /// <summary>Rules LB21 to LB30b between two characters that stand side by side.</summary>
    private static bool KeepsTogether(LineBreakClass left, LineBreakClass right, LineBreakClass? second) =>
        (left, right) switch
        {
            (_, BA or HY or NS) or (BB, _) => true,
            (HY or BA, _) when second == HL => true,
            (SY, HL) or (_, IN) => true,
            (AL or HL, NU) or (NU, AL or HL) => true,
            (PR, ID or IDE or EB or EM) or (ID or IDE or EB or EM, PO) => true,
            (PR or PO, AL or HL) or (AL or HL, PR or PO) => true,
            (JL, JL or JV or H2 or H3) or (JV or H2, JV or JT) or (JT or H3, JT) => true,
            (JL or JV or JT or H2 or H3, PO) or (PR, JL or JV or JT or H2 or H3) => true,
            (AL or HL, AL or HL) or (IS, AL or HL) => true,
            (AL or HL or NU, OP) or (CP, AL or HL or NU) => true,
            (EB or IDE, EM) => true,
            _ => false,
        };

    /// <summary>Rule LB30a: whether an odd number of regional indicators stands before a place, so that it is within a flag.</summary>
    private static bool IsOdd(List<Unit> units, int at)
    {
        int start = at;
        while (start > 0 && units[start - 1].Class == RI)
        {
            start--;
        }

        return (at - start) % 2 == 1;
    }
}
