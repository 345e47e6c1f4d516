using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>An image that steers structure or colour (ControlNet).</summary>
/// <param name="Weight">How strongly it steers.</param>
public sealed record ControlSpec([Decimal(0, 1)] string Weight = "0.8")
{
    /// <summary>What is taken from the image.</summary>
    public required ControlType Type { get; init; }

    /// <summary>The control image. Without it, it is derived from the composed layout.</summary>
    public ImageSource? Image { get; init; }
}
