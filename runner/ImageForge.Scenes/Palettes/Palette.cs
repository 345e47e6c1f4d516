using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Palettes;

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

/// <summary>A palette as theme and brand have it.</summary>
internal static class StyledPalette
{
    private static readonly LinearColor Neon = LinearColor.Parse("#5ff4ff");
    private static readonly LinearColor Steel = LinearColor.Parse("#1b3a8f");
    private static readonly LinearColor Ice = LinearColor.Parse("#9feaf5");

    public static Palette For(Palette palette, Style style)
    {
        if (style.Theme == Theme.Futuristic)
        {
            palette = palette with
            {
                Zenith = palette.Zenith.Mix(LinearColor.Parse("#140b52"), 0.55f),
                Sky = palette.Sky.Mix(Steel, 0.5f),
                Horizon = palette.Horizon.Mix(Ice, 0.6f),
                Cloud = palette.Cloud.Mix(Ice, 0.4f),
                Far = palette.Far.Mix(Ice, 0.35f),
                Middle = palette.Middle.Mix(Steel, 0.5f),
                Near = palette.Near.Mix(Steel, 0.4f).Scale(0.85f),
                Ground = palette.Ground.Mix(Steel, 0.4f).Scale(0.8f),
                Lamp = palette.Lamp.Mix(Neon, 0.75f),
                Lit = Math.Max(palette.Lit, 0.55f),
                Accent = palette.Accent.Mix(LinearColor.Parse("#ff3da8"), 0.45f),
            };
        }

        if (style.Theme == Theme.Minimalist)
        {
            // Papers that differ by a shade, out of the horizon's.
            palette = palette with
            {
                Zenith = palette.Zenith.Mix(palette.Horizon, 0.62f),
                Sky = palette.Sky.Mix(palette.Horizon, 0.72f),
                Middle = palette.Middle.Mix(palette.Horizon, 0.08f),
                Near = palette.Near.Mix(palette.Horizon, 0.45f),
                Ground = palette.Ground.Mix(palette.Horizon, 0.6f),
                Dark = palette.Dark.Mix(palette.Horizon, 0.4f),
            };
        }

        if (style.Brand.Count == 0)
        {
            return palette;
        }

        // What is pale or grey serves for awnings; an accent has to be a colour if the brand has one.
        LinearColor first = style.Brand[0];
        LinearColor second =
            style.Brand.Count > 1 ? style.Brand[1] : first.Mix(palette.Second, 0.35f).Mix(palette.Cloud, 0.15f);
        return palette with { Accent = first, Second = second, Cloths = style.Brand };
    }
}
