namespace ImageForge.Planning.Storyboards;

/// <summary>Splits a scene into shots at its punctuation, without a language model.</summary>
internal static class SceneSplitter
{
    /// <summary>Minimum length of a clause that becomes a shot of its own.</summary>
    private const int ShortestClause = 16;

    private static readonly char[] SentenceEnds = ['.', '!', '?', '…', '。', '\n'];
    private static readonly string[] ClauseBreaks = ["; ", " — ", " – ", ": ", ", then ", ", and ", " then ", ", "];

    /// <summary>
    /// At most <paramref name="frames"/> shots in the scene's order. More sentences than frames are joined evenly;
    /// fewer are split at their clauses, the longest first, and where no clause is left to split there are fewer shots.
    /// </summary>
    public static IReadOnlyList<string> Split(string scene, int frames)
    {
        var shots = Sentences(scene);
        while (shots.Count < frames && Longest(shots) is var (index, first, second) && index >= 0)
        {
            shots[index] = first;
            shots.Insert(index + 1, second);
        }

        return shots.Count <= frames ? shots : Joined(shots, frames);
    }

    private static List<string> Sentences(string scene)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at < scene.Length; at++)
        {
            // "3.5" and "e.g." inside a word are no ends: an end is followed by white space or by nothing.
            var ends =
                Array.IndexOf(SentenceEnds, scene[at]) >= 0
                && (scene[at] is '\n' or '。' || at + 1 == scene.Length || char.IsWhiteSpace(scene[at + 1]));
            if (ends)
            {
                Add(scene[start..(at + 1)]);
                start = at + 1;
            }
        }

        Add(scene[start..]);
        return sentences;

        void Add(string text)
        {
            var sentence = text.Trim();
            if (sentence.Any(char.IsLetterOrDigit))
            {
                sentences.Add(sentence);
            }
        }
    }

    private static (int Index, string First, string Second) Longest(List<string> shots)
    {
        foreach (var index in Enumerable.Range(0, shots.Count).OrderByDescending(i => shots[i].Length))
        {
            var shot = shots[index];
            foreach (var mark in ClauseBreaks)
            {
                var cut = shot.IndexOf(mark, Math.Min(ShortestClause, shot.Length), StringComparison.Ordinal);
                if (cut >= 0 && shot.Length - cut - mark.Length >= ShortestClause)
                {
                    return (index, shot[..cut].TrimEnd(), shot[(cut + mark.Length)..].TrimStart());
                }
            }
        }

        return (-1, "", "");
    }

    private static List<string> Joined(List<string> shots, int frames) =>
        [
            .. Enumerable
                .Range(0, frames)
                .Select(frame =>
                    string.Join(' ', shots[(frame * shots.Count / frames)..((frame + 1) * shots.Count / frames)])
                ),
        ];
}
