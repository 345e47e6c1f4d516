namespace ImageForge.Api.GenerationJobs;

/// <summary>Type of a ControlNet input.</summary>
public enum ControlType
{
    /// <summary>Edges.</summary>
    Canny,

    /// <summary>Distance from the camera.</summary>
    Depth,

    /// <summary>Grey values, for recolouring.</summary>
    Recoloring,

    /// <summary>Coarse grid of colours.</summary>
    ColorGrid,

    /// <summary>Poses of people.</summary>
    Pose,

    /// <summary>Segmentation map.</summary>
    Segmentation,

    /// <summary>Rough lines.</summary>
    Scribble,
}
