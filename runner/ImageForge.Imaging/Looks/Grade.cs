namespace ImageForge.Imaging.Looks;

/// <summary>A grade as a colourist would set it. The defaults change nothing.</summary>
internal sealed record Grade
{
    /// <summary>Factor of the chroma.</summary>
    public double Saturation { get; init; } = 1;

    /// <summary>Factor of lightness around the middle.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Added to lightness in the middle tones.</summary>
    public double Lift { get; init; }

    /// <summary>How far black rises and white sinks, as on a print that has lain in the sun.</summary>
    public double Fade { get; init; }

    /// <summary>Hue that shadows take, on the axes of <see cref="OkLab"/>.</summary>
    public (double A, double B) Shadows { get; init; }

    /// <summary>Hue that lights take.</summary>
    public (double A, double B) Lights { get; init; }

    /// <summary>A hue that keeps its chroma whatever the saturation; none when both are 0.</summary>
    public (double A, double B) Kept { get; init; }

    public OkLab Apply(OkLab color)
    {
        double keep = Kept == default ? 0 : color.Nearness(Kept.A, Kept.B, 0.4);
        double saturation = Saturation + ((1 - Saturation) * keep);
        double l = 0.5 + ((color.L - 0.5) * Contrast);
        l += Lift * 4 * color.L * (1 - color.L);
        l = Fade + (Math.Clamp(l, 0, 1) * (1 - (1.5 * Fade)));
        // Black and white take little of a hue, or they would not be black and white.
        double shadow = Math.Clamp(1 - (color.L * 1.6), 0, 1) * Math.Min(1, (color.L + Fade) * 5);
        double light = Math.Clamp((color.L - 0.35) * 1.6, 0, 1) * (1.15 - (0.45 * color.L));
        return new OkLab(
            l,
            (color.A * saturation) + (Shadows.A * shadow) + (Lights.A * light),
            (color.B * saturation) + (Shadows.B * shadow) + (Lights.B * light)
        );
    }
}

/// <summary>The grades of genres and themes, as data.</summary>
internal static class GradeBook
{
    private static readonly (double A, double B) Red = (0.19, 0.085);

    /// <summary>For pictures that were not cut from the genre's palette.</summary>
    public static Grade? For(Genre? genre) =>
        genre switch
        {
            Genre.Noir => new Grade
            {
                Saturation = 0.04,
                Contrast = 1.25,
                Lift = -0.03,
                Kept = Red,
            },
            Genre.Scifi => new Grade
            {
                Saturation = 0.95,
                Contrast = 1.08,
                Shadows = (0.01, -0.075),
                Lights = (0.045, -0.02),
            },
            Genre.Horror => new Grade
            {
                Saturation = 0.55,
                Contrast = 1.15,
                Lift = -0.06,
                Shadows = (-0.03, 0.008),
                Lights = (-0.028, 0.035),
                Kept = Red,
            },
            Genre.Action => new Grade
            {
                Saturation = 1.1,
                Contrast = 1.15,
                Shadows = (-0.03, -0.035),
                Lights = (0.025, 0.045),
            },
            Genre.Drama => new Grade
            {
                Saturation = 0.72,
                Contrast = 0.97,
                Fade = 0.03,
                Shadows = (0.008, -0.006),
                Lights = (0.01, 0.026),
            },
            Genre.Fantasy => new Grade
            {
                Saturation = 1.18,
                Lift = 0.02,
                Shadows = (0.035, -0.06),
                Lights = (0.018, 0.04),
            },
            Genre.Thriller => new Grade
            {
                Saturation = 0.5,
                Contrast = 1.16,
                Lift = -0.03,
                Shadows = (-0.012, -0.04),
                Lights = (-0.012, -0.016),
                Kept = Red,
            },
            Genre.Western => new Grade
            {
                Saturation = 0.78,
                Contrast = 1.04,
                Fade = 0.02,
                Shadows = (0.035, 0.03),
                Lights = (0.025, 0.07),
            },
            _ => null,
        };

    public static Grade? For(Theme? theme) =>
        theme switch
        {
            Theme.Realistic => new Grade { Saturation = 0.8, Contrast = 1.06 },
            Theme.Professional => new Grade
            {
                Saturation = 0.55,
                Lift = 0.03,
                Shadows = (-0.004, -0.022),
                Lights = (-0.003, -0.006),
            },
            Theme.Illustration => new Grade { Saturation = 1.3, Lift = 0.03 },
            Theme.Abstract => new Grade { Saturation = 1.35, Contrast = 1.1 },
            Theme.Minimalist => new Grade
            {
                Saturation = 0.85,
                Contrast = 0.92,
                Lift = 0.06,
                Fade = 0.02,
            },
            Theme.Futuristic => new Grade
            {
                Saturation = 1.05,
                Contrast = 1.14,
                Shadows = (0.012, -0.06),
                Lights = (-0.05, -0.03),
            },
            Theme.Infographic => new Grade { Saturation = 1.15, Lift = 0.05 },
            Theme.Vintage => new Grade
            {
                Saturation = 0.28,
                Contrast = 0.92,
                Lift = 0.025,
                Fade = 0.09,
                Shadows = (0.024, 0.042),
                Lights = (0.018, 0.076),
            },
            _ => null,
        };
}
