namespace ImageForge.Imaging.Scenes;

/// <summary>From where a scene is seen.</summary>
public enum CameraAngle
{
    /// <summary>Level with the eyes.</summary>
    EyeLevel,

    /// <summary>From below: the horizon is low and what is tall rises and leans away.</summary>
    Low,

    /// <summary>From above: the horizon is high and there is much street.</summary>
    High,

    /// <summary>Level with the eyes, the camera rolled by 8 to 14 degrees.</summary>
    Dutch,

    /// <summary>Straight down on roofs and roads.</summary>
    BirdsEye,

    /// <summary>From the ground, nearly straight up: towers converge in the sky.</summary>
    WormsEye,

    /// <summary>Past somebody's head and shoulder.</summary>
    OverShoulder,

    /// <summary>Through somebody's eyes: handlebar, or a window with hands on its sill, in front.</summary>
    Pov,
}
