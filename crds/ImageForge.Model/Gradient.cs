namespace ImageForge.Model;

/// <summary>A perceptually uniform colour gradient.</summary>
/// <param name="Angle">Direction of a linear gradient in degrees: 0 up, 90 right, 180 down.</param>
public sealed record GradientSpec([Number(0, 360)] int Angle = 180)
{
    /// <summary>Along a line, or from the centre to the corners.</summary>
    public GradientShape Shape { get; init; }

    /// <summary>The colours, from first to last.</summary>
    [List(16, MinItems = 2)]
    public required IReadOnlyList<GradientStopSpec> Stops { get; init; }
}

/// <summary>A colour of a gradient.</summary>
public sealed record GradientStopSpec
{
    /// <summary>The colour as "#rrggbb", or with its opacity as "#rrggbbaa".</summary>
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
    public required string Color { get; init; }

    /// <summary>
    /// Where it is, 0 where the gradient begins, 1 where it ends. Without it, in the middle of its neighbours; the first
    /// at 0, the last at 1.
    /// </summary>
    [Decimal(0, 1)]
    public double? Position { get; init; }
}

/// <summary>Shape of a gradient.</summary>
public enum GradientShape
{
    /// <summary>Along a line, from corner to corner.</summary>
    Linear,

    /// <summary>From the centre to the corners.</summary>
    Radial,
}
