using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>Derives the mood of a scene from its signals.</summary>
internal static class Moods
{
    /// <summary>Minimum weight of level "high".</summary>
    private const double Strong = 0.66;

    /// <summary>Minimum weight of level "medium".</summary>
    private const double Noticed = 0.33;

    /// <summary>
    /// Festive if positive festival signals sum to at least medium and negative signals do not outweigh positive ones.
    /// Chaotic if they do, with a sum of at least high. Calm if positive ones outweigh, with a sum of at least medium.
    /// Else Neutral.
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
