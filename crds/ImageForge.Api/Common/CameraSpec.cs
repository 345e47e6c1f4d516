using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

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
}
