namespace ImageForge.Imaging.Scenes;

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
}
