using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes;

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

    /// <summary>From where the scene is seen.</summary>
    public CameraAngle Angle { get; init; }

    /// <summary>The rule that the scene is arranged by; null for none.</summary>
    public CompositionRule? CompositionRule { get; init; }

    /// <summary>Camera and grade.</summary>
    public Look Look { get; init; } = new();

    /// <summary>Theme and brand.</summary>
    public Style Style { get; init; } = new();
}

/// <summary>Theme and brand of a picture. The defaults change nothing.</summary>
public sealed record Style
{
    /// <summary>The theme, if any.</summary>
    public Theme? Theme { get; init; }

    /// <summary>
    /// The brand's colours, the most important first: papers of accents, awnings and signs are cut from them, and strong
    /// colours of the picture lean towards them, but for those of skin and sky.
    /// </summary>
    public IReadOnlyList<LinearColor> Brand { get; init; } = [];
}

/// <summary>Where the three zones lie.</summary>
public sealed record ZoneBounds
{
    /// <summary>Sky; 0 to 0.30 if not set.</summary>
    public Band Sky { get; init; } = new(0, 0.30);

    /// <summary>City; 0.30 to 0.65 if not set.</summary>
    public Band City { get; init; } = new(0.30, 0.65);

    /// <summary>Street; 0.65 to 1 if not set.</summary>
    public Band Street { get; init; } = new(0.65, 1);

    /// <summary>The bounds of one zone.</summary>
    public Band this[Zone zone] =>
        zone switch
        {
            Zone.Sky => Sky,
            Zone.City => City,
            _ => Street,
        };
}

/// <summary>A horizontal part of the picture that signals are placed in.</summary>
public enum Zone
{
    /// <summary>The upper part.</summary>
    Sky,

    /// <summary>The middle: buildings and what stands among them.</summary>
    City,

    /// <summary>The lower part: road and pavement.</summary>
    Street,
}

/// <summary>A span of the picture's height, as fractions from the top.</summary>
/// <param name="Top">Where it begins, 0–1.</param>
/// <param name="Bottom">Where it ends, above <paramref name="Top"/>, at most 1.</param>
public readonly record struct Band(double Top, double Bottom);

/// <summary>A part of the picture, as fractions of its width and height from the upper left.</summary>
/// <param name="Left">Left bound, 0–1.</param>
/// <param name="Top">Upper bound, 0–1.</param>
/// <param name="Right">Right bound, above <paramref name="Left"/>, at most 1.</param>
/// <param name="Bottom">Lower bound, above <paramref name="Top"/>, at most 1.</param>
public readonly record struct Area(double Left, double Top, double Right, double Bottom);

/// <summary>Which zone a category belongs to.</summary>
public static class CategoryZones
{
    /// <summary>
    /// Weather belongs to the sky, but for what it does on the ground (umbrellas, wind, puddle); crime, emergencies and
    /// transportation to the street; the rest to the city.
    /// </summary>
    public static Zone For(string category, string tag = "") =>
        (category.ToUpperInvariant(), tag.ToUpperInvariant()) switch
        {
            ("WEATHER", "UMBRELLAS" or "WIND" or "PUDDLE") => Zone.Street,
            ("WEATHER", _) => Zone.Sky,
            ("CRIME" or "EMERGENCIES" or "TRANSPORTATION", _) => Zone.Street,
            _ => Zone.City,
        };
}
