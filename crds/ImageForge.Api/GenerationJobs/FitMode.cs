namespace ImageForge.Api.GenerationJobs;

/// <summary>How an image is fitted to an area with another aspect ratio.</summary>
public enum FitMode
{
    /// <summary>Fills the area and crops the rest.</summary>
    Cover,

    /// <summary>Shows the whole image; the rest is black.</summary>
    Contain,

    /// <summary>Distorts the image to fill the area.</summary>
    Stretch,
}
