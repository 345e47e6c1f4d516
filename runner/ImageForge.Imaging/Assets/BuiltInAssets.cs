using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Assets;

/// <summary>The assets that are drawn by the product itself.</summary>
public static class BuiltInAssets
{
    private static readonly BuiltInAsset[] Entries =
    [
        .. TransportationAssets.All,
        .. CrimeAssets.All,
        .. FestivalAssets.All,
        .. SportsAssets.All,
        .. EconomicsAssets.All,
        .. PoliticsAssets.All,
        .. EmergencyAssets.All,
        .. TemperatureAssets.All,
        .. WeatherAssets.All,
    ];

    private static readonly Dictionary<AssetName, BuiltInAsset> ByName = Entries.ToDictionary(a => a.Name);

    private static readonly Dictionary<(string, bool), BuiltInAsset> ByCategory = Entries
        .GroupBy(a => (a.Name.Category, a.Name.Positive))
        .ToDictionary(g => g.Key, g => g.First());

    /// <summary>All of them; the first of a category and sign is the category's own.</summary>
    public static IReadOnlyList<AssetName> All { get; } = [.. Entries.Select(a => a.Name)];

    /// <summary>The asset of exactly that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static BuiltInAsset Named(AssetName name) =>
        ByName.TryGetValue(name, out BuiltInAsset? asset)
            ? asset
            : throw new ArgumentException($"There is no built-in asset {name.Category}/{name.Tag}.", nameof(name));

    /// <summary>The asset for a signal: its tag's, else its category's, else a banner that fits anything.</summary>
    internal static BuiltInAsset Find(Signal signal)
    {
#pragma warning disable CA1308 // Names are lower case by convention of the resources that carry them.
        string category = signal.Category.ToLowerInvariant();
        string tag = signal.Tag.ToLowerInvariant();
#pragma warning restore CA1308
        return ByName.TryGetValue(new AssetName(category, tag, signal.Positive), out BuiltInAsset? exact) ? exact
            : ByCategory.TryGetValue((category, signal.Positive), out BuiltInAsset? general) ? general
            : GenericAsset.Banner;
    }
}
