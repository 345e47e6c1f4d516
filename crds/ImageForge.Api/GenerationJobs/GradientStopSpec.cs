using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

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
