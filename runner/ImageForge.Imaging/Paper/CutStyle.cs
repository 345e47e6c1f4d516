using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Paper;

/// <summary>How a sheet lies on the one behind it. Lengths in pixels.</summary>
internal readonly record struct CutStyle
{
    /// <summary>Distance to the sheet behind, which the shadow is moved and softened by.</summary>
    public float Depth { get; init; }

    /// <summary>How dark the contact shadow is, 0–1.</summary>
    public float Shadow { get; init; }

    /// <summary>Strength of the lit edge of the cut, 0–1.</summary>
    public float Edge { get; init; }

    /// <summary>Strength of the fibres, 0–1.</summary>
    public float Fibre { get; init; }

    /// <summary>The hue that air lays over the sheet; its alpha is how much.</summary>
    public LinearColor Haze { get; init; }

    /// <summary>Row from which the haze thickens downwards, and where it is full.</summary>
    public (float From, float To) HazeRows { get; init; }
}
