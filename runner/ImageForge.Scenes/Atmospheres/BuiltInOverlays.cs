namespace ImageForge.Scenes.Atmospheres;

/// <summary>The overlays that are drawn by the product itself.</summary>
public static class BuiltInOverlays
{
    private static readonly (OverlayName Name, Atmosphere Atmosphere)[] Entries =
    [
        (new OverlayName("weather", "rain"), new RainAtmosphere(1f)),
        (new OverlayName("weather", "drizzle"), new RainAtmosphere(0.35f)),
        (new OverlayName("weather", "snow"), new SnowAtmosphere(storm: false)),
        (new OverlayName("weather", "blizzard"), new SnowAtmosphere(storm: true)),
        (new OverlayName("weather", "fog"), new FogAtmosphere()),
        (new OverlayName("weather", "flood"), new FloodAtmosphere()),
        (new OverlayName("weather", "sandstorm"), new SandstormAtmosphere()),
        (new OverlayName("weather", "lightning"), new LightningAtmosphere()),
        (new OverlayName("weather", "aurora"), new AuroraAtmosphere()),
        (new OverlayName("weather", "sunbeams"), new SunbeamAtmosphere()),
        (new OverlayName("weather", "golden-haze"), new GoldenHazeAtmosphere()),
        (new OverlayName("weather", "petals"), new ConfettiAtmosphere(petals: true)),
        (new OverlayName("temperature", "heat"), new HeatAtmosphere()),
        (new OverlayName("temperature", "cold"), new ColdAtmosphere()),
        (new OverlayName("festivals", "celebration"), new FireworksAtmosphere()),
        (new OverlayName("festivals", "festive"), new BokehAtmosphere()),
        (new OverlayName("festivals", "confetti"), new ConfettiAtmosphere(petals: false)),
        (new OverlayName("emergencies", "fire-glow"), new FireGlowAtmosphere()),
        (new OverlayName("emergencies", "embers"), new EmberAtmosphere()),
        (new OverlayName("emergencies", "smoke"), new SmokeAtmosphere()),
        (new OverlayName("emergencies", "tremor"), new TremorAtmosphere()),
        (new OverlayName("politics", "tension"), new TensionAtmosphere()),
        (new OverlayName("mood", "night"), new NightAtmosphere()),
        (new OverlayName("mood", "neon-haze"), new NeonHazeAtmosphere()),
    ];

    private static readonly Dictionary<OverlayName, Atmosphere> ByName = Entries.ToDictionary(
        e => e.Name,
        e => e.Atmosphere
    );

    private static readonly Dictionary<string, Atmosphere> ByTag = Entries
        .GroupBy(e => e.Name.Tag)
        .ToDictionary(g => g.Key, g => g.First().Atmosphere);

    // Short names that people use.
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["fire"] = "fire-glow",
        ["neon"] = "neon-haze",
        ["fireworks"] = "celebration",
        ["mist"] = "fog",
        ["earthquake"] = "tremor",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OverlayName> All { get; } = [.. Entries.Select(e => e.Name)];

    /// <summary>Whether there is one. A tag is also found under another category; spaces and underscores count as hyphens.</summary>
    public static bool Contains(string category, string tag) => Find(category, tag) is not null;

    internal static Atmosphere? Find(string category, string tag)
    {
#pragma warning disable CA1308 // Names are lower case by convention of the resources that carry them.
        tag = tag.Trim().Replace(' ', '-').Replace('_', '-').ToLowerInvariant();
        tag = Aliases.GetValueOrDefault(tag, tag);
        var name = new OverlayName(category.ToLowerInvariant(), tag);
#pragma warning restore CA1308
        return ByName.GetValueOrDefault(name) ?? ByTag.GetValueOrDefault(tag);
    }
}
