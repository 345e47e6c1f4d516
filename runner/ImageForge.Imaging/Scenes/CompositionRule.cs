namespace ImageForge.Imaging.Scenes;

/// <summary>The rule that the built-in scene is arranged by.</summary>
public enum CompositionRule
{
    /// <summary>As the seed will have it: off the centre, left and right in balance.</summary>
    Free,

    /// <summary>Sun or moon and the landmark on the lines and points at one and two thirds.</summary>
    Thirds,

    /// <summary>The landmark large in the middle, the light behind it.</summary>
    Centered,

    /// <summary>The right half mirrors the left.</summary>
    Symmetrical,

    /// <summary>Street, kerbs and roof lines run to the landmark.</summary>
    LeadingLines,

    /// <summary>Seen through an arch, a window or foliage.</summary>
    FrameWithinFrame,

    /// <summary>All that stands is gathered at one side; the other is left empty.</summary>
    NegativeSpace,

    /// <summary>As thirds, with the points of the golden ratio: 0.382 and 0.618.</summary>
    GoldenRatio,
}
