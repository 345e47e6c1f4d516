namespace ImageForge.Contracts.Plans;

/// <summary>Colours that pass into each other.</summary>
public sealed record GradientPlan
{
    /// <summary>Linear or Radial.</summary>
    public string Shape { get; set; } = "Linear";

    /// <summary>Where a linear one runs to, in degrees: 0 up, 90 right, 180 down.</summary>
    public double Angle { get; set; } = 180;

    /// <summary>Two or more, positions rising.</summary>
    public required IReadOnlyList<GradientStopPlan> Stops { get; init; }
}
