using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Palettes;

/// <summary>The twelve papers that a scene is cut from, and the light in it.</summary>
internal sealed record Palette
{
    /// <summary>Top of the sky.</summary>
    public required LinearColor Zenith { get; init; }

    /// <summary>Sky half-way down.</summary>
    public required LinearColor Sky { get; init; }

    /// <summary>Sky at the horizon, and what distance fades to.</summary>
    public required LinearColor Horizon { get; init; }

    /// <summary>Sun or moon.</summary>
    public required LinearColor Disc { get; init; }

    public required LinearColor Cloud { get; init; }

    /// <summary>Farthest buildings.</summary>
    public required LinearColor Far { get; init; }

    public required LinearColor Middle { get; init; }

    /// <summary>Nearest row of houses.</summary>
    public required LinearColor Near { get; init; }

    public required LinearColor Ground { get; init; }

    /// <summary>The foreground: darkest paper.</summary>
    public required LinearColor Dark { get; init; }

    /// <summary>First accent: awnings, vehicles, coats.</summary>
    public required LinearColor Accent { get; init; }

    /// <summary>Second accent, of another hue.</summary>
    public required LinearColor Second { get; init; }

    /// <summary>What windows and lamps shine in.</summary>
    public required LinearColor Lamp { get; init; }

    /// <summary>How many windows are lit, 0–1; also how strongly lamps shine.</summary>
    public required float Lit { get; init; }

    /// <summary>Height of sun or moon, as a fraction of the sky from the horizon up.</summary>
    public required float DiscHeight { get; init; }

    public required float Stars { get; init; }

    /// <summary>Whether so many stars shine that what no lamp lights is dark.</summary>
    public bool IsNight => Stars >= 0.3f;

    /// <summary>Strength of shadows.</summary>
    public required float Shadow { get; init; }

    /// <summary>What awnings and lanterns are cut from; empty for the two accents.</summary>
    public IReadOnlyList<LinearColor> Cloths { get; init; } = [];

    /// <summary>The paper of one awning.</summary>
    public LinearColor Cloth(Dice dice) =>
        Cloths.Count == 0
            ? dice.Chance(0.5f)
                ? Accent
                : Second
            : Cloths[dice.Index(Cloths.Count)];
}
