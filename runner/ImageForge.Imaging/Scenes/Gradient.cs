namespace ImageForge.Imaging.Scenes;

/// <summary>Colours that pass into each other, even to the eye. Before the first and after the last they stay the same.</summary>
public sealed record Gradient
{
    /// <summary>Whether it runs from the centre to the corners, and not along a line.</summary>
    public bool Radial { get; init; }

    /// <summary>Where a linear one runs to, in degrees: 0 up, 90 right, 180 down. It begins and ends at corners.</summary>
    public double Angle { get; init; } = 180;

    /// <summary>Two or more, positions rising.</summary>
    public required IReadOnlyList<GradientStop> Stops { get; init; }
}
