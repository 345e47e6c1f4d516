namespace ImageForge.Contracts.Plans;

/// <summary>A scene: a background, signals placed in zones, an atmosphere over all, seen through a camera.</summary>
public sealed record ComposePlan
{
    /// <summary>Palette by time of day (Dawn, Noon, GoldenHour, Dusk, Night, Overcast); absent: concluded from signals and overlays.</summary>
    public string? TimeOfDay { get; init; }

    /// <summary>Storyboard genre whose palette is used (Noir, Scifi, Horror, Action, Drama, Fantasy, Thriller, Western).</summary>
    public string? Genre { get; init; }

    /// <summary>What lies behind everything.</summary>
    public BackgroundPlan Background { get; set; } = new();

    /// <summary>Bounds of the zones as fractions of the height, top to bottom.</summary>
    public ZonesPlan Zones { get; set; } = new();

    /// <summary>What happens in the scene.</summary>
    public IReadOnlyList<SignalPlan> Signals { get; set; } = [];

    /// <summary>Overlays, weakest first when drawn.</summary>
    public IReadOnlyList<OverlayPlan> Overlays { get; set; } = [];

    /// <summary>What is placed by hand, lowest first; absent: nothing.</summary>
    public IReadOnlyList<LayerPlan>? Layers { get; init; }

    /// <summary>Camera and light; absent: neutral.</summary>
    public CameraPlan? Camera { get; init; }

    /// <summary>Theme and brand; absent: neither.</summary>
    public StylePlan? Style { get; init; }
}
