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
        .. TransitAssets.All,
        .. BlockedRoadAssets.All,
        .. ShopAssets.All,
        .. FairAssets.All,
        .. StreetWeatherAssets.All,
    ];

    private static readonly Dictionary<AssetName, BuiltInAsset> ByName = Entries.ToDictionary(a => a.Name);

    private static readonly ILookup<(string, bool), BuiltInAsset> ByCategory = Entries.ToLookup(a =>
        (a.Name.Category, a.Name.Positive)
    );

    /// <summary>All of them; the first of a category and sign is the category's own.</summary>
    public static IReadOnlyList<AssetName> All { get; } = [.. Entries.Select(a => a.Name)];

    /// <summary>The asset of exactly that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static BuiltInAsset Named(AssetName name) =>
        ByName.TryGetValue(name, out BuiltInAsset? asset)
            ? asset
            : throw new ArgumentException($"There is no built-in asset {name.Category}/{name.Tag}.", nameof(name));

    /// <summary>The asset for a signal: its tag's, else its category's, else a banner that fits anything.</summary>
    internal static BuiltInAsset Find(Signal signal) => Exact(signal) ?? General(signal, []);

    /// <summary>
    /// The assets for all signals of a scene, none for those that bring their own picture. Where several fall back to one
    /// category, each takes another asset of it as long as there is one: nothing should be seen twice.
    /// </summary>
    internal static BuiltInAsset?[] Cast(IReadOnlyList<Signal> signals)
    {
        BuiltInAsset?[] cast = [.. signals.Select(s => s.Asset is null ? Exact(s) : null)];
        var taken = cast.OfType<BuiltInAsset>().ToHashSet();
        for (int i = 0; i < cast.Length; i++)
        {
            if (cast[i] is null && signals[i].Asset is null)
            {
                cast[i] = General(signals[i], taken);
                taken.Add(cast[i]!);
            }
        }

        return cast;
    }

    private static BuiltInAsset? Exact(Signal signal) =>
        ByName.GetValueOrDefault(new AssetName(Lower(signal.Category), Lower(signal.Tag), signal.Positive));

    private static BuiltInAsset General(Signal signal, HashSet<BuiltInAsset> taken)
    {
        IEnumerable<BuiltInAsset> category = ByCategory[(Lower(signal.Category), signal.Positive)];
        return category.FirstOrDefault(a => !taken.Contains(a)) ?? category.FirstOrDefault() ?? GenericAsset.Banner;
    }

#pragma warning disable CA1308 // Names are lower case by convention of the resources that carry them.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
