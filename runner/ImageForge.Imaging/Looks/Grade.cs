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
