namespace ImageForge.Planning.Profiles;

/// <summary>The overlays that every runner draws itself; a test compares this list with what the compositor has.</summary>
internal static class BuiltInOverlays
{
    private static readonly BuiltInOverlay[] All =
    [
        new("weather", "rain"),
        new("weather", "snow"),
        new("weather", "fog"),
        new("weather", "flood"),
        new("weather", "sandstorm"),
        new("weather", "lightning"),
        new("weather", "sunbeams"),
        new("weather", "aurora"),
        new("temperature", "heat"),
        new("temperature", "cold"),
        new("festivals", "celebration"),
        new("festivals", "confetti"),
        new("festivals", "festive"),
        new("emergencies", "smoke"),
        new("emergencies", "fire"),
        new("emergencies", "tremor"),
        new("emergencies", "embers"),
        new("politics", "tension"),
        new("mood", "night"),
        new("mood", "neon"),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(o => o.Tag));

    public static bool Contains(string category, string tag) => Array.IndexOf(All, new(category, tag)) >= 0;

    public static BuiltInOverlay? Find(string name) => Array.Find(All, o => o.Tag == name);
}
