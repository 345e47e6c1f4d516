using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>
/// Camera, light and composition of the image. Unset fields are taken from the AtmosphereProfile, else from the
/// defaults below.
/// </summary>
public sealed record CameraSpec
{
    /// <summary>
    /// Field of view in degrees: small values zoom in, large ones show more. Defaults to 50.
    /// </summary>
    [Number(10, 120)]
    public int? Fov { get; init; }

    /// <summary>Brightness of the light. Defaults to 60.</summary>
    [Number(0, 100)]
    public int? Lighting { get; init; }

    /// <summary>Glow around bright lights. Defaults to 30.</summary>
    [Number(0, 100)]
    public int? HdrBloom { get; init; }

    /// <summary>Colour temperature of the light in kelvin: low is warm, high is cold. Defaults to 5500.</summary>
    [Number(2000, 10000)]
    public int? ColorTemp { get; init; }

    /// <summary>Contrast; 50 is neutral. Defaults to 50.</summary>
    [Number(0, 100)]
    public int? Contrast { get; init; }

    /// <summary>
    /// Exposure in stops, on top of the lighting: one more doubles the light, one less halves it. Defaults to 0.
    /// </summary>
    [Decimal(-4, 4)]
    public double? Exposure { get; init; }

    /// <summary>White balance from green (-100) to magenta (100); colorTemp is its other axis. Defaults to 0.</summary>
    [Number(-100, 100)]
    public int? Tint { get; init; }

    /// <summary>Darkness of the corners. Defaults to 0.</summary>
    [Number(0, 100)]
    public int? Vignette { get; init; }

    /// <summary>Film grain, strongest in the middle tones. Defaults to 0.</summary>
    [Number(0, 100)]
    public int? Grain { get; init; }

    /// <summary>Red and blue fringes that grow towards the corners. Defaults to 0.</summary>
    [Number(0, 100)]
    public int? ChromaticAberration { get; init; }

    /// <summary>Atmospheric haze: distant parts take on the colour of the horizon. Defaults to 0.</summary>
    [Number(0, 100)]
    public int? DepthHaze { get; init; }

    /// <summary>Tone-mapping curve from scene light to display range. Defaults to Paper.</summary>
    public ToneMapping? ToneMapping { get; init; }

    /// <summary>
    /// Angle of the camera. Zones move with the horizon, and hitboxes are in the final image. Defaults to eye-level.
    /// </summary>
    public CameraAngle? Angle { get; init; }

    /// <summary>Composition rule of the built-in scene. If unset, the arrangement depends on the seed.</summary>
    public CompositionRule? Composition { get; init; }

    /// <summary>Neutral settings: those that change nothing in an image.</summary>
    public static CameraSpec Neutral { get; } =
        new()
        {
            Fov = 50,
            Lighting = 60,
            HdrBloom = 30,
            ColorTemp = 5500,
            Contrast = 50,
        };

    /// <summary>These settings, and those of another where these are not set.</summary>
    public CameraSpec Or(CameraSpec other) =>
        new()
        {
            Fov = Fov ?? other.Fov,
            Lighting = Lighting ?? other.Lighting,
            HdrBloom = HdrBloom ?? other.HdrBloom,
            ColorTemp = ColorTemp ?? other.ColorTemp,
            Contrast = Contrast ?? other.Contrast,
            Exposure = Exposure ?? other.Exposure,
            Tint = Tint ?? other.Tint,
            Vignette = Vignette ?? other.Vignette,
            Grain = Grain ?? other.Grain,
            ChromaticAberration = ChromaticAberration ?? other.ChromaticAberration,
            DepthHaze = DepthHaze ?? other.DepthHaze,
            ToneMapping = ToneMapping ?? other.ToneMapping,
            Angle = Angle ?? other.Angle,
            Composition = Composition ?? other.Composition,
        };
}

/// <summary>Angle of the camera.</summary>
[KebabCase]
public enum CameraAngle
{
    /// <summary>At eye level.</summary>
    EyeLevel,

    /// <summary>From below, looking up.</summary>
    Low,

    /// <summary>From above, looking down.</summary>
    High,

    /// <summary>Tilted horizon.</summary>
    Dutch,

    /// <summary>Straight down.</summary>
    BirdsEye,

    /// <summary>From the ground, straight up.</summary>
    WormsEye,

    /// <summary>Over the shoulder.</summary>
    OverShoulder,

    /// <summary>Point of view of a person.</summary>
    Pov,
}

/// <summary>Composition rule of an image.</summary>
[KebabCase]
public enum CompositionRule
{
    /// <summary>Rule of thirds.</summary>
    Thirds,

    /// <summary>The subject in the middle.</summary>
    Centered,

    /// <summary>Left and right are symmetrical.</summary>
    Symmetrical,

    /// <summary>Lines lead to the subject.</summary>
    LeadingLines,

    /// <summary>A frame inside the image.</summary>
    FrameWithinFrame,

    /// <summary>Much empty space.</summary>
    NegativeSpace,

    /// <summary>Divided by the golden ratio.</summary>
    GoldenRatio,
}

/// <summary>Tone-mapping curve.</summary>
public enum ToneMapping
{
    /// <summary>Keeps surface colours and compresses highlights only.</summary>
    Paper,

    /// <summary>ACES fit: more contrast.</summary>
    [JsonStringEnumMemberName("ACES")]
    Aces,

    /// <summary>Hable's filmic curve: soft highlights.</summary>
    Hable,

    /// <summary>None: light above white is clipped.</summary>
    None,
}
