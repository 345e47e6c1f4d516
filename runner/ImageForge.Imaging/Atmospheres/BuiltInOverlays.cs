using System.Collections.Frozen;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>The overlays that are drawn by the product itself.</summary>
public static class BuiltInOverlays
{
    private static readonly (OverlayName Name, Atmosphere Atmosphere)[] Entries =
    [
        (new OverlayName("weather", "rain"), new RainAtmosphere()),
    ];

    private static readonly FrozenDictionary<OverlayName, Atmosphere> ByName = Entries.ToFrozenDictionary(
        e => e.Name,
        e => e.Atmosphere
    );

    private static readonly FrozenDictionary<string, Atmosphere> ByTag = Entries
        .GroupBy(e => e.Name.Tag)
        .ToFrozenDictionary(g => g.Key, g => g.First().Atmosphere, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OverlayName> All { get; } = [.. Entries.Select(e => e.Name)];

    /// <summary>Whether there is one; a tag is also found under another category.</summary>
    public static bool Contains(string category, string tag) => Find(category, tag) is not null;

    internal static Atmosphere? Find(string category, string tag)
    {
#pragma warning disable CA1308 // Names are lower case by convention of the resources that carry them.
        var name = new OverlayName(category.ToLowerInvariant(), tag.ToLowerInvariant());
#pragma warning restore CA1308
        return ByName.GetValueOrDefault(name) ?? ByTag.GetValueOrDefault(tag);
    }
}
