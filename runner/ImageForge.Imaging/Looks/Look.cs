namespace ImageForge.Imaging.Looks;

/// <summary>The camera and its grade. The defaults leave a picture as it is drawn.</summary>
public sealed record Look
{
    /// <summary>Field of view in degrees, 10–120. Wider shows more and smaller; narrower is nearer.</summary>
    public double Fov { get; init; } = 50;

    /// <summary>Amount of light, 0–100.</summary>
    public double Lighting { get; init; } = 60;

    /// <summary>How much bright light bleeds, 0–100.</summary>
    public double HdrBloom { get; init; } = 30;

    /// <summary>Colour of the light in kelvin, 2000–10000; lower is warmer.</summary>
    public double ColorTemp { get; init; } = 5500;

    /// <summary>0–100.</summary>
    public double Contrast { get; init; } = 50;

    /// <summary>Exposure in stops, −4 to 4, on top of the lighting: one more doubles the light.</summary>
    public double Exposure { get; init; }

    /// <summary>The other axis of white balance, −100 (green) to 100 (magenta).</summary>
    public double Tint { get; init; }

    /// <summary>How dark the corners are, 0–100.</summary>
    public double Vignette { get; init; }

    /// <summary>Film grain, 0–100: seeded, strongest in the middle tones, as coarse in a large picture as in a small one.</summary>
    public double Grain { get; init; }

    /// <summary>How far red and blue part towards the corners, 0–100; nothing in the centre.</summary>
    public double ChromaticAberration { get; init; }

    /// <summary>Air between the planes, 0–100: what is farther takes more of the horizon's hue.</summary>
    public double DepthHaze { get; init; }

    /// <summary>The curve from light to display.</summary>
    public ToneMapping ToneMapping { get; init; }
}
