namespace ImageForge.Imaging.Text.Unicode;

/// <summary>What the bidirectional algorithm (UAX 9) does on one line.</summary>
internal static class BidiLine
{
    /// <summary>Rule L1 on one line: separators, and white space before them and at the end, have the paragraph's level.</summary>
    public static void ResetWhiteSpace(ReadOnlySpan<BidiClass> classes, Span<byte> levels, byte paragraphLevel)
    {
        bool resets = true;
        for (int i = classes.Length - 1; i >= 0; i--)
        {
            BidiClass type = classes[i];
            if (type is BidiClass.S or BidiClass.B)
            {
                resets = true;
            }
            else if (
                !(
                    type is BidiClass.WS or BidiClass.LRI or BidiClass.RLI or BidiClass.FSI or BidiClass.PDI
                    || Bidi.IsRemoved(type)
                )
            )
            {
                resets = false;
            }

            if (resets)
            {
                levels[i] = paragraphLevel;
            }
        }
    }

    /// <summary>Rule L2: the order, from left to right, of what has these levels.</summary>
    public static int[] Order(ReadOnlySpan<byte> levels)
    {
        int[] order = new int[levels.Length];
        byte highest = 0;
        byte lowestOdd = byte.MaxValue;
        for (int i = 0; i < levels.Length; i++)
        {
            order[i] = i;
            highest = Math.Max(highest, levels[i]);
            lowestOdd = levels[i] % 2 == 1 ? Math.Min(lowestOdd, levels[i]) : lowestOdd;
        }

        for (int level = highest; level >= lowestOdd; level--)
        {
            for (int start = 0; start < order.Length; start++)
            {
                int end = start;
                while (end < order.Length && levels[end] >= level)
                {
                    end++;
                }

                if (end > start)
                {
                    Array.Reverse(order, start, end - start);
                    start = end;
                }
            }
        }

        return order;
    }
}
