using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Angle of the camera.</summary>
[JsonConverter(typeof(KebabEnumConverter<CameraAngle>))]
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
