using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Palettes;

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
