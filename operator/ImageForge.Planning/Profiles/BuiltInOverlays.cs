namespace ImageForge.Planning.Profiles;

/// <summary>The overlays that every runner draws itself; a test compares this list with what the compositor has.</summary>
internal static class BuiltInOverlays
{
    private static readonly BuiltInOverlay[] All =
    [
        new("weather", "rain"),
        new("weather", "drizzle"),
        new("weather", "snow"),
        new("weather", "blizzard"),
        new("weather", "fog"),
        new("weather", "flood"),
        new("weather", "sandstorm"),
        new("weather", "lightning"),
        new("weather", "aurora"),
        new("weather", "sunbeams"),
        new("weather", "golden-haze"),
        new("weather", "petals"),
        new("temperature", "heat"),
        new("temperature", "cold"),
        new("festivals", "celebration"),
        new("festivals", "festive"),
        new("festivals", "confetti"),
        new("emergencies", "fire-glow"),
        new("emergencies", "embers"),
        new("emergencies", "smoke"),
        new("emergencies", "tremor"),
        new("politics", "tension"),
        new("mood", "night"),
        new("mood", "neon-haze"),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(o => o.Tag));

    /// <summary>Every category and tag, in the order of the list.</summary>
    public static IReadOnlyList<BuiltInOverlay> List => All;

    /// <summary>Whether signals of that tag have an overlay; a tag is also found under another category.</summary>
    public static bool Contains(string tag) => Array.Exists(All, o => o.Tag == tag);

    public static BuiltInOverlay? Find(string name) => Array.Find(All, o => o.Tag == name);
}
