using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Profiles;

/// <summary>The assets that every runner draws itself; a test compares this list with what the compositor has.</summary>
internal static class BuiltInAssetNames
{
    private static readonly AssetPlan[] All =
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

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(FullName));

    /// <summary>Every asset, in the order of the list.</summary>
    public static IReadOnlyList<AssetPlan> List => All;

    /// <summary>The assets that a user may mean: by category and tag, else by tag.</summary>
    public static IReadOnlyList<AssetPlan> Find(string name)
    {
        var full = Array.Find(All, a => FullName(a) == name);
        return full is not null ? [full] : Array.FindAll(All, a => a.Tag == name);
    }

    /// <summary>Category and tag as a user writes them.</summary>
    public static string FullName(AssetPlan asset) => $"{asset.Category}-{asset.Tag}";
}
