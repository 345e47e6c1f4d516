namespace ImageForge.Imaging.Scenes;

/// <summary>Everything that changes a pixel of a composition. The same scene gives the same bytes.</summary>
public sealed record Scene
{
    /// <summary>Width of the picture, 16–16384 pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the picture, 16–16384 pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Another seed gives another city and another arrangement.</summary>
    public ulong Seed { get; init; }

    /// <summary>The light.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>The genre, if any.</summary>
    public Genre? Genre { get; init; }

    /// <summary>The zones.</summary>
    public ZoneBounds Zones { get; init; } = new();

    /// <summary>What lies behind.</summary>
    public Background Background { get; init; } = new Background.Skyline();

    /// <summary>What is going on, in order: signals of one zone stand side by side from left to right.</summary>
    public IReadOnlyList<Signal> Signals { get; init; } = [];

    /// <summary>Atmospheres.</summary>
    public IReadOnlyList<Overlay> Overlays { get; init; } = [];

    /// <summary>What is placed by hand; within a plane the first lies lowest.</summary>
    public IReadOnlyList<Layer> Layers { get; init; } = [];

    /// <summary>
    /// Whether the picture keeps the light of the scene: bloom, exposure and white balance are applied; contrast, tone curve,
    /// grades, vignette and grain, which are made for a display, are not, and light shines above 1.
    /// </summary>
    public bool KeepsLight { get; init; }

    /// <summary>
    /// Whether the layers of the plane Top wait for <see cref="Composition.LayTop"/>: for what is rendered from the composition
    /// and wants its lettering unharmed.
    /// </summary>
    public bool HoldsTop { get; init; }

    /// <summary>Camera and grade.</summary>
    public Look Look { get; init; } = new();

    /// <summary>Theme and brand.</summary>
    public Style Style { get; init; } = new();
}
