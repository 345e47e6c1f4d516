namespace ImageForge.Imaging.Scenes;

/// <summary>Where among the parts of a scene a layer lies.</summary>
public enum LayerPlane
{
    /// <summary>On the background, behind what signals place.</summary>
    Back,

    /// <summary>Before what signals place, behind the atmosphere.</summary>
    Front,

    /// <summary>Before everything, on the developed picture: the camera does not change its colours.</summary>
    Top,
}
