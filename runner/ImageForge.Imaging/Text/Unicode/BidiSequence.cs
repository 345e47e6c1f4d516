namespace ImageForge.Imaging.Text.Unicode;

/// <summary>Resolves one isolating run sequence (UAX 9, rules W1 to I2).</summary>
internal sealed class BidiSequence
{
    private const int DeepestBracket = 63;

    private readonly int[] _points;
    private readonly BidiClass[] _original;
    private readonly BidiClass[] _types;
    private readonly List<int> _indexes;
    private readonly byte _level;
    private readonly BidiClass _start;
    private readonly BidiClass _end;

    /// <param name="points">Code points of the paragraph.</param>
    /// <param name="classes">Their classes.</param>
    /// <param name="resolved">Their classes after rules X1 to X8.</param>
    /// <param name="levels">Their levels after rules X1 to X8.</param>
    /// <param name="indexes">The sequence's characters.</param>
    /// <param name="paragraphLevel">The paragraph's level.</param>
    /// <param name="matches">For an isolate initiator its PDI, or the paragraph's length.</param>
    public BidiSequence(
        ReadOnlySpan<int> points,
        ReadOnlySpan<BidiClass> classes,
        BidiClass[] resolved,
        byte[] levels,
        List<int> indexes,
        byte paragraphLevel,
        int[] matches
    )
    {
        _indexes = indexes;
        _level = levels[indexes[0]];
        _points = new int[indexes.Count];
        _original = new BidiClass[indexes.Count];
        _types = new BidiClass[indexes.Count];
        for (int i = 0; i < indexes.Count; i++)
        {
            _points[i] = points[indexes[i]];
            _types[i] = resolved[indexes[i]];
            _original[i] = _types[i];
        }

        int before = indexes[0] - 1;
        while (before >= 0 && Bidi.IsRemoved(classes[before]))
        {
            before--;
        }

        int last = indexes[^1];
        int after = last + 1;
        while (after < classes.Length && Bidi.IsRemoved(classes[after]))
        {
            after++;
        }

        bool isOpen = Bidi.IsInitiator(classes[last]) && matches[last] == classes.Length;
        _start = Direction(Math.Max(_level, before >= 0 ? levels[before] : paragraphLevel));
        _end = Direction(Math.Max(_level, isOpen || after == classes.Length ? paragraphLevel : levels[after]));
    }

    private BidiClass Embedding => Direction(_level);

    /// <summary>Resolves the levels.</summary>
    public void Resolve(byte[] into)
    {
        Weak();
        Brackets();
        Neutral();
        for (int i = 0; i < _types.Length; i++)
        {
            // I1 and I2.
            bool isRight = _level % 2 == 1;
            into[_indexes[i]] = (byte)(
                _level
                + _types[i] switch
                {
                    BidiClass.R => isRight ? 0 : 1,
                    BidiClass.AN or BidiClass.EN => isRight ? 1 : 2,
                    _ => isRight ? 1 : 0,
                }
            );
        }
    }

    private static BidiClass Direction(int level) => level % 2 == 0 ? BidiClass.L : BidiClass.R;

    private void Weak()
    {
        // W1
        BidiClass before = _start;
        for (int i = 0; i < _types.Length; i++)
        {
            if (_types[i] == BidiClass.NSM)
            {
                _types[i] = Bidi.IsInitiator(before) || before == BidiClass.PDI ? BidiClass.ON : before;
            }

            before = _types[i];
        }

        // W2 and W3
        BidiClass strong = _start;
        for (int i = 0; i < _types.Length; i++)
        {
            switch (_types[i])
            {
                case BidiClass.L or BidiClass.R:
                    strong = _types[i];
                    break;
                case BidiClass.AL:
                    strong = BidiClass.AL;
                    _types[i] = BidiClass.R;
                    break;
                case BidiClass.EN when strong == BidiClass.AL:
                    _types[i] = BidiClass.AN;
                    break;
            }
        }

        // W4
        for (int i = 1; i + 1 < _types.Length; i++)
        {
            if (
                (_types[i] == BidiClass.ES && _types[i - 1] == BidiClass.EN && _types[i + 1] == BidiClass.EN)
                || (
                    _types[i] == BidiClass.CS
                    && _types[i - 1] == _types[i + 1]
                    && _types[i - 1] is BidiClass.EN or BidiClass.AN
                )
            )
            {
                _types[i] = _types[i - 1];
            }
        }

        // W5 and W6
        for (int i = 0; i < _types.Length; i++)
        {
            if (_types[i] == BidiClass.ET)
            {
                int end = i;
                while (end < _types.Length && _types[end] == BidiClass.ET)
                {
                    end++;
                }

                bool isNumber =
                    (i > 0 && _types[i - 1] == BidiClass.EN) || (end < _types.Length && _types[end] == BidiClass.EN);
                Array.Fill(_types, isNumber ? BidiClass.EN : BidiClass.ON, i, end - i);
                i = end - 1;
            }
            else if (_types[i] is BidiClass.ES or BidiClass.CS)
            {
                _types[i] = BidiClass.ON;
            }
        }

        // W7
        strong = _start;
        for (int i = 0; i < _types.Length; i++)
        {
            if (_types[i] is BidiClass.L or BidiClass.R)
            {
                strong = _types[i];
            }
            else if (_types[i] == BidiClass.EN && strong == BidiClass.L)
            {
                _types[i] = BidiClass.L;
            }
        }
    }

    /// <summary>Rule N0.</summary>
    private void Brackets()
    {
        foreach ((int open, int close) in Pairs())
        {
            BidiClass? inside = null;
            for (int i = open + 1; i < close && inside != Embedding; i++)
            {
                inside = Strong(_types[i]) ?? inside;
            }

            if (inside is null)
            {
                continue;
            }

            BidiClass direction = Embedding;
            if (inside != Embedding)
            {
                BidiClass context = _start;
                for (int i = open - 1; i >= 0; i--)
                {
                    if (Strong(_types[i]) is { } strong)
                    {
                        context = strong;
                        break;
                    }
                }

                // The other direction, where it was established before the bracket; else the embedding's.
                direction = context == inside ? inside.Value : Embedding;
            }

            SetBracket(open, direction);
            SetBracket(close, direction);
        }
    }

    // Marks that follow a bracket go with it.
    private void SetBracket(int bracket, BidiClass direction)
    {
        _types[bracket] = direction;
        for (int i = bracket + 1; i < _types.Length && _original[i] == BidiClass.NSM; i++)
        {
            _types[i] = direction;
        }
    }

    /// <summary>BD16, in the order of the opening brackets.</summary>
    private List<(int Open, int Close)> Pairs()
    {
        var pairs = new List<(int, int)>();
        var open = new List<(int At, int Closes)>();
        for (int i = 0; i < _types.Length; i++)
        {
            if (_types[i] != BidiClass.ON || UnicodeProperties.Bracket(_points[i]) is not { } bracket)
            {
                continue;
            }

            if (bracket.Opens)
            {
                if (open.Count == DeepestBracket)
                {
                    // BD16 gives up, with no pairs at all.
                    return [];
                }

                open.Add((i, bracket.Pair));
                continue;
            }

            int found = open.FindLastIndex(o => o.Closes == UnicodeProperties.Canonical(_points[i]));
            if (found >= 0)
            {
                pairs.Add((open[found].At, i));
                open.RemoveRange(found, open.Count - found);
            }
        }

        pairs.Sort();
        return pairs;
    }

    /// <summary>Rules N1 and N2.</summary>
    private void Neutral()
    {
        for (int i = 0; i < _types.Length; i++)
        {
            if (!IsNeutral(_types[i]))
            {
                continue;
            }

            int end = i;
            while (end < _types.Length && IsNeutral(_types[end]))
            {
                end++;
            }

            BidiClass before = i == 0 ? _start : Strong(_types[i - 1])!.Value;
            BidiClass after = end == _types.Length ? _end : Strong(_types[end])!.Value;
            Array.Fill(_types, before == after ? before : Embedding, i, end - i);
            i = end - 1;
        }
    }

    private static bool IsNeutral(BidiClass type) =>
        type is BidiClass.B or BidiClass.S or BidiClass.WS or BidiClass.ON or BidiClass.PDI || Bidi.IsInitiator(type);

    /// <summary>The direction as rules N0 to N2 count it: numbers are R.</summary>
    private static BidiClass? Strong(BidiClass type) =>
        type switch
        {
            BidiClass.L => BidiClass.L,
            BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
            _ => null,
        };
}
