using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>Describes the signals of a scene for prompts.</summary>
internal static class AtmosphereWords
{
    /// <summary>Weaker signals are not described.</summary>
    private const double Weakest = 0.3;

    private const int Most = 3;

    /// <summary>The strategy of the job, else the profile, else the operator.</summary>
    public static AtmosphereStrategy Strategy(
        AtmosphereSpec atmosphere,
        AtmosphereProfileSpec? profile,
        AtmosphereStrategy otherwise
    ) => atmosphere.Strategy ?? profile?.Strategy ?? otherwise;

    /// <summary>Whether words are added to the prompt.</summary>
    public static bool AreWanted(
        AtmosphereSpec atmosphere,
        AtmosphereProfileSpec? profile,
        AtmosphereStrategy otherwise
    ) =>
        Strategy(atmosphere, profile, otherwise) == AtmosphereStrategy.Prompt
        || (atmosphere.WordsInPrompt ?? profile?.WordsInPrompt ?? false);

    /// <summary>The descriptions of the strongest signals, the strongest first.</summary>
    public static IReadOnlyList<string> Descriptions(
        IReadOnlyList<SignalSpec>? signals,
        AtmosphereProfileSpec? profile
    ) =>
        [
            .. (signals ?? [])
                .Select(signal => (signal, score: signal.Score))
                .Where(s => Math.Abs(s.score) > Weakest)
                .OrderByDescending(s => Math.Abs(s.score))
                .Take(Most)
                .Select(s => s.signal.Description ?? Phrase(s.signal, s.score, profile)),
        ];

    /// <summary>Words for the requested mood, else for the mood derived from the signals.</summary>
    public static IReadOnlyList<string> MoodWords(
        AtmosphereSpec atmosphere,
        IReadOnlyList<SignalSpec>? signals,
        AtmosphereProfileSpec? profile
    )
    {
        var mood = atmosphere.Mood ?? Moods.Of(signals ?? []);
        return profile?.MoodWords?.FirstOrDefault(m => m.Mood == mood)?.Words
            ?? [$"{mood.ToString().ToLowerInvariant()} mood"];
    }

    private static string Phrase(SignalSpec signal, double score, AtmosphereProfileSpec? profile)
    {
        var sign = score < 0 ? ScoreSign.Negative : ScoreSign.Positive;
        return (profile?.Phrases ?? [])
                .Where(p =>
                    p.Category == signal.Category && p.Tag == signal.Tag && (p.Sign == sign || p.Sign == ScoreSign.Any)
                )
                .OrderBy(p => p.Sign == ScoreSign.Any)
                .FirstOrDefault()
                ?.Text
            ?? BuiltInPhrases.For(signal.Category, signal.Tag, score);
    }
}
