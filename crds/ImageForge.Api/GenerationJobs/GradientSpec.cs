using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

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
