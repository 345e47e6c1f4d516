using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>
/// Camera, light and composition of the picture. What is left out comes from the AtmosphereProfile, else from the
/// defaults named here.
/// </summary>
public sealed record CameraSpec
{
    /// <summary>
    /// Field of view in degrees: small values bring things near, large ones show more. Defaults to 50.
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

    /// <summary>Contrast; 50 changes nothing. Defaults to 50.</summary>
    [Number(0, 100)]
    public int? Contrast { get; init; }

    /// <summary>From where the camera looks. Defaults to eye-level.</summary>
    public CameraAngle? Angle { get; init; }

    /// <summary>Rule by which the picture is arranged. Defaults to thirds.</summary>
    public CompositionRule? Composition { get; init; }
}
