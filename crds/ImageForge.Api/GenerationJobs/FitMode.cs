namespace ImageForge.Api.GenerationJobs;

/// <summary>How an image is fitted to an area of other proportions.</summary>
public enum FitMode
{
    /// <summary>Fills the area; what protrudes is cut off.</summary>
    Cover,

    /// <summary>Shows the whole image; the rest is black.</summary>
    Contain,

    /// <summary>Distorts the image to fill the area.</summary>
    Stretch,
}
