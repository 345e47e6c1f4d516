using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>From where the camera looks.</summary>
[JsonConverter(typeof(KebabEnumConverter<CameraAngle>))]
public enum CameraAngle
{
    /// <summary>Level with the eyes.</summary>
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

    /// <summary>Over somebody's shoulder.</summary>
    OverShoulder,

    /// <summary>Through somebody's eyes.</summary>
    Pov,
}
