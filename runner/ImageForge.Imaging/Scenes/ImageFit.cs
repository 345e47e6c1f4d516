namespace ImageForge.Imaging.Scenes;

/// <summary>How a picture is fitted to a canvas of other proportions.</summary>
public enum ImageFit
{
    /// <summary>It fills the canvas; what protrudes is cut off.</summary>
    Cover,

    /// <summary>All of it is shown; the rest is black.</summary>
    Contain,

    /// <summary>It is distorted to fill the canvas.</summary>
    Stretch,
}
