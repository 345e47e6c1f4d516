namespace ImageForge.Contracts.Plans;

/// <summary>Camera and light, in the units of a storyboard's parameters.</summary>
public sealed record CameraPlan
{
    /// <summary>Field of view in degrees, 10 to 120.</summary>
    public int Fov { get; set; } = 50;

    /// <summary>Amount of light, 0 to 100.</summary>
    public int Lighting { get; set; } = 60;

    /// <summary>Strength of bloom around what shines, 0 to 100.</summary>
    public int HdrBloom { get; set; } = 30;

    /// <summary>Colour temperature of the light in kelvin, 2000 to 10000.</summary>
    public int ColorTemp { get; set; } = 5500;

    /// <summary>Contrast, 0 to 100.</summary>
    public int Contrast { get; set; } = 50;

    /// <summary>Exposure in stops, -4 to 4; absent: 0.</summary>
    public double? Exposure { get; init; }

    /// <summary>White balance from green to magenta, -100 to 100; absent: 0.</summary>
    public int? Tint { get; init; }

    /// <summary>Darkness of the corners, 0 to 100; absent: 0.</summary>
    public int? Vignette { get; init; }

    /// <summary>Film grain, 0 to 100; absent: 0.</summary>
    public int? Grain { get; init; }

    /// <summary>Colour fringes towards the corners, 0 to 100; absent: 0.</summary>
    public int? ChromaticAberration { get; init; }

    /// <summary>Air between near and far, 0 to 100; absent: 0.</summary>
    public int? DepthHaze { get; init; }

    /// <summary>Paper, Aces, Hable or None; absent: Paper.</summary>
    public string? ToneMapping { get; init; }

    /// <summary>EyeLevel, Low, High, Dutch, BirdsEye, WormsEye, OverShoulder or Pov.</summary>
    public string? Angle { get; init; }

    /// <summary>Thirds, Centered, Symmetrical, LeadingLines, FrameWithinFrame, NegativeSpace or GoldenRatio.</summary>
    public string? Composition { get; init; }
}
