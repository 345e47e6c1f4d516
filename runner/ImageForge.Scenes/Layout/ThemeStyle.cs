using ImageForge.Imaging.Looks;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Layout;

/// <summary>What a theme leaves out of the scene or does otherwise. The default draws everything.</summary>
internal sealed record ThemeStyle
{
    /// <summary>How the paper is.</summary>
    public PaperFinish Finish { get; init; } = PaperFinish.Plain;

    /// <summary>Windows, goods, stripes: what is smaller than a house.</summary>
    public bool Details { get; init; } = true;

    /// <summary>People, benches, trees, lamps, cars that nobody asked for.</summary>
    public bool Props { get; init; } = true;

    /// <summary>The nearest plane.</summary>
    public bool Foreground { get; init; } = true;

    /// <summary>The farther row of towers, hills and clouds.</summary>
    public bool AllPlanes { get; init; } = true;

    /// <summary>Houses in the accents and the extremes of the palette instead of its middle.</summary>
    public bool Bold { get; init; }

    /// <summary>Factor of how tall towers are.</summary>
    public float Height { get; init; } = 1f;

    /// <summary>Least air between the planes, as <see cref="Look.DepthHaze"/>.</summary>
    public double Haze { get; init; }

    /// <summary>Least grain.</summary>
    public double Grain { get; init; }

    /// <summary>Least darkness of the corners.</summary>
    public double Vignette { get; init; }

    public static ThemeStyle Of(Theme? theme) =>
        theme switch
        {
            Theme.Realistic => new ThemeStyle
            {
                Finish = new PaperFinish
                {
                    Fibre = 0.3f,
                    Edge = 0.35f,
                    Shadow = 0.6f,
                    Waver = 0f,
                },
                Haze = 28,
                Grain = 12,
                Vignette = 15,
            },
            Theme.Professional => new ThemeStyle
            {
                Finish = new PaperFinish { Fibre = 0.5f, Waver = 0f },
                Foreground = false,
            },
            Theme.Illustration => new ThemeStyle
            {
                Finish = new PaperFinish
                {
                    Fibre = 2.6f,
                    Edge = 2.4f,
                    Shadow = 1.15f,
                    Waver = 3.2f,
                },
            },
            Theme.Abstract => new ThemeStyle
            {
                Finish = new PaperFinish
                {
                    Fibre = 0.7f,
                    Shadow = 1.3f,
                    Waver = 0f,
                    Flat = true,
                },
                Details = false,
                Props = false,
                Foreground = false,
                Bold = true,
            },
            Theme.Minimalist => new ThemeStyle
            {
                Finish = new PaperFinish
                {
                    Fibre = 0.4f,
                    Edge = 0.5f,
                    Shadow = 0.6f,
                },
                Details = false,
                Props = false,
                Foreground = false,
                AllPlanes = false,
            },
            Theme.Futuristic => new ThemeStyle
            {
                Finish = new PaperFinish
                {
                    Fibre = 0.3f,
                    Edge = 1.5f,
                    Waver = 0f,
                },
                Height = 1.35f,
            },
            Theme.Infographic => new ThemeStyle
            {
                Finish = new PaperFinish
                {
                    Fibre = 0f,
                    Edge = 0f,
                    Shadow = 0f,
                    Waver = 0f,
                    Flat = true,
                },
                Foreground = false,
            },
            Theme.Vintage => new ThemeStyle
            {
                Finish = new PaperFinish { Fibre = 1.6f },
                Grain = 45,
                Vignette = 42,
            },
            _ => new ThemeStyle(),
        };

    /// <summary>The camera's values with what the theme asks for at least; air only where there are planes.</summary>
    public Look Develop(Scene scene) =>
        scene.Look is var look && scene.Background is Background.Skyline
            ? Developed(look) with
            {
                DepthHaze = Math.Max(look.DepthHaze, Haze),
            }
            : Developed(look);

    private Look Developed(Look look) =>
        look with
        {
            Grain = Math.Max(look.Grain, Grain),
            Vignette = Math.Max(look.Vignette, Vignette),
        };
}
