using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Colours that pass into each other, even to the eye.</summary>
/// <param name="Angle">Where a linear one runs to, in degrees: 0 up, 90 to the right, 180 down.</param>
public sealed record GradientSpec([Number(0, 360)] int Angle = 180)
{
    /// <summary>Along a line, or from the centre to the corners.</summary>
    public GradientShape Shape { get; init; }

    /// <summary>The colours, from first to last.</summary>
    [List(16, MinItems = 2)]
    public required IReadOnlyList<GradientStopSpec> Stops { get; init; }
}
