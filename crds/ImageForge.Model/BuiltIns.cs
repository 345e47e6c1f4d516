namespace ImageForge.Model;

/// <summary>An asset that the runner draws itself.</summary>
/// <param name="Category">Category, lower case.</param>
/// <param name="Tag">Tag, lower case.</param>
/// <param name="Positive">Whether it is the variant for scores of zero and above.</param>
public sealed record AssetName(string Category, string Tag, bool Positive)
{
    /// <summary>The name that is always unique: category and tag.</summary>
    public string FullName => $"{Category}-{Tag}";
}

/// <summary>The assets that the runner draws itself.</summary>
public static class AssetNames
{
    /// <summary>Every asset; the first of a category and sign is the category's own.</summary>
    public static IReadOnlyList<AssetName> All { get; } =
    [
        new("transportation", "tram", true),
        new("transportation", "congestion", false),
        new("crime", "neighbours", true),
        new("crime", "patrol", false),
        new("festivals", "lanterns", true),
        new("festivals", "concert", true),
        new("festivals", "cancelled", false),
        new("sports", "match", true),
        new("sports", "defeat", false),
        new("economics", "growth", true),
        new("economics", "downturn", false),
        new("politics", "election", true),
        new("politics", "protest", false),
        new("emergencies", "readiness", true),
        new("emergencies", "medics", true),
        new("emergencies", "fire", false),
        new("emergencies", "ambulance", false),
        new("temperature", "warm", true),
        new("temperature", "cold", false),
        new("weather", "clear", true),
        new("weather", "clouds", false),
        new("weather", "rain", false),
        new("weather", "storm", false),
        new("weather", "lightning", false),
        new("transportation", "bicycles", true),
        new("transportation", "train", true),
        new("transportation", "bus", false),
        new("transportation", "barrier", false),
        new("economics", "shops", true),
        new("crime", "shuttered", false),
        new("crime", "stoop", true),
        new("festivals", "bunting", true),
        new("sports", "runners", true),
        new("weather", "puddle", true),
        new("weather", "umbrellas", false),
        new("weather", "wind", false),
    ];

    /// <summary>All full names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(a => a.FullName));

    /// <summary>The assets that a user may mean: by category and tag, else by tag.</summary>
    public static IReadOnlyList<AssetName> Find(string name) =>
        All.FirstOrDefault(a => a.FullName == name) is { } exact ? [exact] : [.. All.Where(a => a.Tag == name)];
}

/// <summary>An overlay that the runner draws itself.</summary>
/// <param name="Category">Category under which it is looked up.</param>
/// <param name="Tag">Tag under which it is looked up; unique, and so its name.</param>
public sealed record OverlayName(string Category, string Tag);

/// <summary>The overlays that the runner draws itself.</summary>
public static class OverlayNames
{
    /// <summary>Every overlay.</summary>
    public static IReadOnlyList<OverlayName> All { get; } =
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

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(o => o.Tag));

    /// <summary>The overlay of that name, or null. Signals find it under every category.</summary>
    public static OverlayName? Find(string name) => All.FirstOrDefault(o => o.Tag == name);
}
