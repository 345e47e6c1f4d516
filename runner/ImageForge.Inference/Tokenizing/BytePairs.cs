namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// Byte pair encoding of one word: of all neighbours that the vocabulary merges, those that it learnt first, and of these the
/// leftmost, until there are none.
/// </summary>
internal sealed class BytePairs(ClipVocabulary vocabulary)
{
    /// <summary>Up to here looking at all pairs each time is faster than keeping them in order.</summary>
    private const int ShortWord = 48;

    private const int None = -1;

    /// <summary>Adds the ids of a word given as UTF-8; there is at least one byte.</summary>
    public void Encode(ReadOnlySpan<byte> word, List<int> into)
    {
        if (word.Length <= ShortWord)
        {
            EncodeShort(word, into);
        }
        else
        {
            EncodeLong(word, into);
        }
    }

    private void EncodeShort(ReadOnlySpan<byte> word, List<int> into)
    {
        Span<int> symbols = stackalloc int[ShortWord];
        Span<Merge> merges = stackalloc Merge[ShortWord];
        int count = Symbols(word, symbols);
        for (int i = 0; i + 1 < count; i++)
        {
            merges[i] = vocabulary.MergeOf(symbols[i], symbols[i + 1]);
        }

        while (true)
        {
            int best = 0;
            for (int i = 1; i + 1 < count; i++)
            {
                best = merges[i].Rank < merges[best].Rank ? i : best;
            }

            if (count < 2 || merges[best].Rank == Merge.NoRank)
            {
                break;
            }

            symbols[best] = merges[best].Id;
            symbols[(best + 2)..count].CopyTo(symbols[(best + 1)..]);
            merges[Math.Min(best + 2, count)..count].CopyTo(merges[(best + 1)..]);
            count--;
            if (best > 0)
            {
                merges[best - 1] = vocabulary.MergeOf(symbols[best - 1], symbols[best]);
            }

            if (best + 1 < count)
            {
                merges[best] = vocabulary.MergeOf(symbols[best], symbols[best + 1]);
            }
        }

        into.AddRange(symbols[..count]);
    }

    /// <summary>Pairs in a queue by rank and place; those that a merge undid are recognised by their rank when they come up.</summary>
    internal void EncodeLong(ReadOnlySpan<byte> word, List<int> into)
    {
        int[] symbols = new int[word.Length];
        Symbols(word, symbols);
        int[] next = new int[word.Length];
        int[] previous = new int[word.Length];
        var pairs = new List<long>(word.Length);
        for (int i = 0; i < word.Length; i++)
        {
            next[i] = i + 1 < word.Length ? i + 1 : None;
            previous[i] = i - 1;
            if (Pair(symbols, next, i) is { Rank: not Merge.NoRank } merge)
            {
                pairs.Add(Order(merge.Rank, i));
            }
        }

        var queue = new MergeQueue([.. pairs]);
        while (queue.TryTake(out long order))
        {
            int place = (int)(uint)order;
            Merge merge = Pair(symbols, next, place);
            if (Order(merge.Rank, place) != order)
            {
                continue;
            }

            int eaten = next[place];
            symbols[place] = merge.Id;
            symbols[eaten] = None;
            next[place] = next[eaten];
            if (next[place] != None)
            {
                previous[next[place]] = place;
            }

            Enqueue(queue, Pair(symbols, next, place), place);
            if (previous[place] != None)
            {
                Enqueue(queue, Pair(symbols, next, previous[place]), previous[place]);
            }
        }

        for (int i = 0; i != None; i = next[i])
        {
            into.Add(symbols[i]);
        }
    }

    private static void Enqueue(MergeQueue queue, Merge merge, int place)
    {
        if (merge.Rank != Merge.NoRank)
        {
            queue.Add(Order(merge.Rank, place));
        }
    }

    private static long Order(int rank, int place) => ((long)rank << 32) | (uint)place;

    private Merge Pair(int[] symbols, int[] next, int place) =>
        symbols[place] == None || next[place] == None
            ? Merge.None
            : vocabulary.MergeOf(symbols[place], symbols[next[place]]);

    private int Symbols(ReadOnlySpan<byte> word, Span<int> into)
    {
        for (int i = 0; i < word.Length; i++)
        {
            into[i] = vocabulary.IdOf(word[i], endsWord: i == word.Length - 1);
        }

        return word.Length;
    }
}
