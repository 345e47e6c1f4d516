using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

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

/// <summary>An asset that is drawn by code.</summary>
/// <param name="Name">What it is found by.</param>
/// <param name="Aspect">Width divided by height of its box.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record BuiltInAsset(AssetName Name, float Aspect, Action<AssetCanvas> Draw);

/// <summary>What stands for a category that has no asset of its own: flags on poles, raised or drooping.</summary>
internal static class GenericAsset
{
    public static BuiltInAsset Banner { get; } = new(new AssetName("generic", "banner", true), 1.2f, Draw);

    private static void Draw(AssetCanvas c)
    {
        int count = c.Count(2, 3, 5);
        for (int i = 0; i < count; i++)
        {
            float x = c.Right * (i + 0.7f) / (count + 0.6f);
            Outline pole = c.Shape().Stroke(1.8f, x, 100f, x, 6f);
            c.Cut(pole, c.Palette.Dark);
            LinearColor color = i % 2 == 0 ? c.Palette.Accent : c.Palette.Second;
            Outline flag = c.Shape();
            float reach = c.Right / count * 0.72f;
            flag.Move(x, 7f)
                .Cubic(x + (reach * 0.35f), 1f, x + (reach * 0.6f), 15f, x + reach, 8f)
                .Line(x + reach, 30f)
                .Cubic(x + (reach * 0.6f), 37f, x + (reach * 0.35f), 23f, x, 30f)
                .Close();
            c.Cut(flag, color, 2f, 36f);
        }
    }
}
