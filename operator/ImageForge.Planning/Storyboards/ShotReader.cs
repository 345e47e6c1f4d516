using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Storyboards;

/// <summary>Finds signals in the text of a shot by keywords, without a language model.</summary>
internal static class ShotReader
{
    // A word counts when it begins with the stem: "raining" is rain. The first meaning of a stem is the one that counts.
    private static readonly (string Stem, string Category, string Tag, double Score)[] Words =
    [
        ("rain", "weather", "rain", -0.8),
        ("storm", "weather", "lightning", -0.8),
        ("thunder", "weather", "lightning", -0.8),
        ("lightning", "weather", "lightning", -0.9),
        ("snow", "weather", "snow", 0.8),
        ("blizzard", "weather", "snow", -0.9),
        ("fog", "weather", "fog", -0.7),
        ("mist", "weather", "fog", -0.5),
        ("flood", "weather", "flood", -0.8),
        ("sandstorm", "weather", "sandstorm", -0.9),
        ("dust", "weather", "sandstorm", -0.6),
        ("sunlight", "weather", "sunbeams", 0.7),
        ("sunbeam", "weather", "sunbeams", 0.8),
        ("aurora", "weather", "aurora", 0.8),
        ("heat", "temperature", "heat", -0.7),
        ("frost", "temperature", "cold", -0.7),
        ("lantern", "festivals", "lanterns", 0.8),
        ("festival", "festivals", "celebration", 0.8),
        ("celebrat", "festivals", "celebration", 0.8),
        ("firework", "festivals", "celebration", 0.9),
        ("parade", "festivals", "parade", 0.7),
        ("confetti", "festivals", "confetti", 0.8),
        ("market", "economics", "market", 0.6),
        ("tram", "transportation", "tram", 0.6),
        ("train", "transportation", "train", 0.6),
        ("bus", "transportation", "bus", 0.5),
        ("taxi", "transportation", "taxi", 0.5),
        ("car", "transportation", "car", 0.5),
        ("traffic", "transportation", "traffic", -0.6),
        ("police", "crime", "police", -0.7),
        ("siren", "emergencies", "ambulance", -0.7),
        ("ambulance", "emergencies", "ambulance", -0.7),
        ("fire", "emergencies", "fire", -0.8),
        ("flame", "emergencies", "fire", -0.8),
        ("smoke", "emergencies", "smoke", -0.7),
        ("earthquake", "emergencies", "tremor", -0.9),
        ("protest", "politics", "protest", -0.6),
        ("match", "sports", "football", 0.6),
        ("football", "sports", "football", 0.7),
    ];

    private static readonly (string Stem, TimeOfDay Time)[] Times =
    [
        ("dawn", TimeOfDay.Dawn),
        ("sunrise", TimeOfDay.Dawn),
        ("morning", TimeOfDay.Dawn),
        ("noon", TimeOfDay.Noon),
        ("midday", TimeOfDay.Noon),
        ("sunset", TimeOfDay.GoldenHour),
        ("dusk", TimeOfDay.Dusk),
        ("evening", TimeOfDay.Dusk),
        ("twilight", TimeOfDay.Dusk),
        ("night", TimeOfDay.Night),
        ("midnight", TimeOfDay.Night),
        ("moon", TimeOfDay.Night),
        ("overcast", TimeOfDay.Overcast),
    ];

    /// <summary>One signal per keyword match, in order; null without matches.</summary>
    public static IReadOnlyList<SignalSpec>? Signals(string text)
    {
        var signals = Split(text)
            .Select(word => Words.FirstOrDefault(w => Means(word, w.Stem)))
            .Where(meaning => meaning.Stem is not null)
            .DistinctBy(meaning => (meaning.Category, meaning.Tag))
            .Select(meaning => new SignalSpec
            {
                Category = meaning.Category,
                Tag = meaning.Tag,
                Score = meaning.Score,
            })
            .ToList();
        return signals.Count == 0 ? null : signals;
    }

    /// <summary>The first time of day in the text, or null.</summary>
    public static TimeOfDay? FindTimeOfDay(string text) =>
        Split(text)
            .Select(word => Times.Where(t => Means(word, t.Stem)).Select(t => (TimeOfDay?)t.Time).FirstOrDefault())
            .FirstOrDefault(time => time is not null);

    private static bool Means(string word, string stem) =>
        word.StartsWith(stem, StringComparison.OrdinalIgnoreCase)
        // "car" is in "carpet", "bus" in "business": what is short must be the whole word or its plural.
        && (
            stem.Length > 4
            || word.Length <= stem.Length + 1
            || word.EndsWith("ing", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith('y')
        );

    private static string[] Split(string text) =>
        text.Split(
            [' ', '\t', '\n', '.', ',', ';', ':', '!', '?', '(', ')', '"', '\'', '—', '–', '-'],
            StringSplitOptions.RemoveEmptyEntries
        );
}
