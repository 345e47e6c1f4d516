namespace ImageForge.Imaging.Scenes;

/// <summary>A horizontal part of the picture that signals are placed in.</summary>
public enum Zone
{
    /// <summary>The upper part.</summary>
    Sky,

    /// <summary>The middle: buildings and what stands among them.</summary>
    City,

    /// <summary>The lower part: road and pavement.</summary>
    Street,
}
