using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>Concludes the mood of a scene from its signals.</summary>
internal static class Moods
{
    /// <summary>What one strong signal weighs: the least of the level "high".</summary>
    private const double Strong = 0.66;

    /// <summary>What it takes to be noticed: the least of the level "medium".</summary>
    private const double Noticed = 0.33;

    /// <summary>
    /// Festive where a festival is noticed and not more goes wrong than well; chaotic where more goes wrong than well, by a
    /// strong signal at least; calm where more goes well; else neutral.
    /// </summary>
    public static Mood Of(IReadOnlyList<SignalSpec> signals)
    {
        var scores = signals.Select(s => (s.Category, s.Score)).ToList();
        var good = scores.Where(s => s.Score > 0).Sum(s => s.Score);
        var bad = -scores.Where(s => s.Score < 0).Sum(s => s.Score);
        var festive = scores.Where(s => s is { Category: "festivals", Score: > 0 }).Sum(s => s.Score);
        return festive >= Noticed && good >= bad ? Mood.Festive
            : bad > good && bad >= Strong ? Mood.Chaotic
            : good > bad && good >= Noticed ? Mood.Calm
            : Mood.Neutral;
    }
}
