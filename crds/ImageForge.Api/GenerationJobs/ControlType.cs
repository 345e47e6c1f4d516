namespace ImageForge.Api.GenerationJobs;

/// <summary>What a control takes from its image.</summary>
public enum ControlType
{
    /// <summary>Edges.</summary>
    Canny,

    /// <summary>Distance from the camera.</summary>
    Depth,

    /// <summary>Grey values; colours are made anew.</summary>
    Recoloring,

    /// <summary>Coarse grid of colours.</summary>
    ColorGrid,

    /// <summary>Poses of people.</summary>
    Pose,

    /// <summary>Which class of thing is where.</summary>
    Segmentation,

    /// <summary>Rough lines.</summary>
    Scribble,
}
