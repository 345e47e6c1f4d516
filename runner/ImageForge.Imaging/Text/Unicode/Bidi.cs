namespace ImageForge.Imaging.Text.Unicode;

/// <summary>
/// The bidirectional algorithm (UAX 9) on one paragraph. Where the standard removes characters (rule X9), they stay and have the level
/// of what stands before them.
/// </summary>
internal static class Bidi
{
    private const int DeepestLevel = 125;

    /// <summary>The levels of characters by rules P2 to I2; without rule L1, which depends on lines.</summary>
    /// <param name="points">The code points, for brackets; or as many zeros.</param>
    /// <param name="classes">Their classes.</param>
    /// <param name="paragraphLevel">0 or 1; null where the first strong character decides.</param>
    /// <param name="level">The paragraph's level.</param>
    public static byte[] Levels(
        ReadOnlySpan<int> points,
        ReadOnlySpan<BidiClass> classes,
        int? paragraphLevel,
        out byte level
    )
    {
        int[] matches = MatchIsolates(classes);
        level = (byte)(paragraphLevel ?? FirstStrong(classes, matches, 0, classes.Length) ?? 0);
        byte[] levels = new byte[classes.Length];
        BidiClass[] resolved = classes.ToArray();
        Explicit(classes, matches, level, levels, resolved);
        byte[] embeddings = [.. levels];
        foreach (List<int> sequence in Sequences(classes, matches, embeddings))
        {
            new BidiSequence(points, classes, resolved, embeddings, sequence, level, matches).Resolve(levels);
        }

        for (int i = 0; i < levels.Length; i++)
        {
            if (IsRemoved(classes[i]))
            {
                levels[i] = i > 0 ? levels[i - 1] : level;
            }
        }

        return levels;
    }

    /// <summary>What rule X9 removes.</summary>
    public static bool IsRemoved(BidiClass type) =>
        type is BidiClass.LRE or BidiClass.LRO or BidiClass.RLE or BidiClass.RLO or BidiClass.PDF or BidiClass.BN;

    public static bool IsInitiator(BidiClass type) => type is BidiClass.LRI or BidiClass.RLI or BidiClass.FSI;

    /// <summary>BD9: for an isolate initiator and a PDI the other one, or the end of the text, or -1.</summary>
    private static int[] MatchIsolates(ReadOnlySpan<BidiClass> classes)
    {
        int[] matches = new int[classes.Length];
        Array.Fill(matches, -1);
        var open = new Stack<int>();
        for (int i = 0; i < classes.Length; i++)
        {
            if (IsInitiator(classes[i]))
            {
                matches[i] = classes.Length;
                open.Push(i);
            }
            else if (classes[i] == BidiClass.PDI && open.TryPop(out int initiator))
            {
                matches[i] = initiator;
                matches[initiator] = i;
            }
        }

        return matches;
    }

    /// <summary>Rules P2 and P3; null where no character is strong.</summary>
    private static int? FirstStrong(ReadOnlySpan<BidiClass> classes, int[] matches, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            switch (classes[i])
            {
                case BidiClass.L:
                    return 0;
                case BidiClass.R or BidiClass.AL:
                    return 1;
                case BidiClass.LRI or BidiClass.RLI or BidiClass.FSI:
                    i = matches[i];
                    break;
            }
        }

        return null;
    }

    /// <summary>Rules X1 to X8.</summary>
    private static void Explicit(
        ReadOnlySpan<BidiClass> classes,
        int[] matches,
        byte paragraphLevel,
        byte[] levels,
        BidiClass[] resolved
    )
    {
        var stack = new Stack<(byte Level, BidiClass? Override, bool Isolates)>();
        stack.Push((paragraphLevel, null, false));
        int overflowIsolates = 0;
        int overflowEmbeddings = 0;
        int validIsolates = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            BidiClass type = classes[i];
            switch (type)
            {
                case BidiClass.LRE or BidiClass.RLE or BidiClass.LRO or BidiClass.RLO:
                    levels[i] = stack.Peek().Level;
                    if (
                        Next(type is BidiClass.RLE or BidiClass.RLO) is { } embedding
                        && overflowIsolates == 0
                        && overflowEmbeddings == 0
                    )
                    {
                        BidiClass? forced =
                            type == BidiClass.LRO ? BidiClass.L
                            : type == BidiClass.RLO ? BidiClass.R
                            : null;
                        stack.Push((embedding, forced, false));
                    }
                    else if (overflowIsolates == 0)
                    {
                        overflowEmbeddings++;
                    }

                    break;
                case BidiClass.LRI or BidiClass.RLI or BidiClass.FSI:
                    Stay(i);
                    bool isRight =
                        type == BidiClass.FSI
                            ? FirstStrong(classes, matches, i + 1, matches[i]) == 1
                            : type == BidiClass.RLI;
                    if (Next(isRight) is { } isolate && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        validIsolates++;
                        stack.Push((isolate, null, true));
                    }
                    else
                    {
                        overflowIsolates++;
                    }

                    break;
                case BidiClass.PDI:
                    if (overflowIsolates > 0)
                    {
                        overflowIsolates--;
                    }
                    else if (validIsolates > 0)
                    {
                        overflowEmbeddings = 0;
                        while (!stack.Peek().Isolates)
                        {
                            stack.Pop();
                        }

                        stack.Pop();
                        validIsolates--;
                    }

                    Stay(i);
                    break;
                case BidiClass.PDF:
                    levels[i] = stack.Peek().Level;
                    if (overflowIsolates == 0 && overflowEmbeddings > 0)
                    {
                        overflowEmbeddings--;
                    }
                    else if (overflowIsolates == 0 && !stack.Peek().Isolates && stack.Count > 1)
                    {
                        stack.Pop();
                    }

                    break;
                case BidiClass.B:
                    levels[i] = paragraphLevel;
                    break;
                case BidiClass.BN:
                    levels[i] = stack.Peek().Level;
                    break;
                default:
                    Stay(i);
                    break;
            }
        }

        byte? Next(bool isRight)
        {
            int level = stack.Peek().Level;
            int next = isRight ? (level + 1) | 1 : (level + 2) & ~1;
            return next <= DeepestLevel ? (byte)next : null;
        }

        void Stay(int i)
        {
            (levels[i], BidiClass? forced, _) = stack.Peek();
            resolved[i] = forced ?? resolved[i];
        }
    }

    /// <summary>BD13: level runs, those joined that an isolate interrupts. Removed characters are in none.</summary>
    private static List<List<int>> Sequences(ReadOnlySpan<BidiClass> classes, int[] matches, byte[] levels)
    {
        var runs = new List<List<int>>();
        foreach (int i in Enumerable.Range(0, classes.Length))
        {
            if (!IsRemoved(classes[i]))
            {
                if (runs.Count == 0 || levels[runs[^1][^1]] != levels[i])
                {
                    runs.Add([]);
                }

                runs[^1].Add(i);
            }
        }

        var sequences = new List<List<int>>();
        // The sequence that goes on at a PDI.
        var interrupted = new Dictionary<int, List<int>>();
        foreach (List<int> run in runs)
        {
            if (interrupted.Remove(run[0], out List<int>? sequence))
            {
                sequence.AddRange(run);
            }
            else
            {
                sequence = run;
                sequences.Add(run);
            }

            if (IsInitiator(classes[run[^1]]) && matches[run[^1]] < classes.Length)
            {
                interrupted[matches[run[^1]]] = sequence;
            }
        }

        return sequences;
    }
}
