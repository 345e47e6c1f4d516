using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>An image that steers structure or colour (ControlNet).</summary>
/// <param name="Weight">How strongly it steers.</param>
public sealed record ControlSpec([Decimal(0, 1)] double Weight = 0.8)
{
    /// <summary>What is taken from the image.</summary>
    public required ControlType Type { get; init; }

    /// <summary>
    /// The control image: a picture for Canny, whose edges are found; a finished map for the others. Without it, which only
    /// Canny may be, the composed layout is taken.
    /// </summary>
    public ImageSource? Image { get; init; }

    /// <summary>
    /// The ControlNet of a local back end, where it is not in the folder controlnet of the model itself. It is read with the
    /// credentials of polish.model.
    /// </summary>
    public ModelSpec? Model { get; init; }
}
