using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>An image placed by hand.</summary>
/// <param name="X">Centre of the image from the left, as a share of the canvas width.</param>
/// <param name="Y">Centre of the image from the top, as a share of the canvas height.</param>
/// <param name="Width">Width of the image as a share of the canvas width; its height follows.</param>
/// <param name="Opacity">How solid the image is; "0" makes it invisible.</param>
public sealed record LayerSpec(
    [Decimal(-1, 2)] string X = "0.5",
    [Decimal(-1, 2)] string Y = "0.5",
    [Decimal(0, 4)] string Width = "1",
    [Decimal(0, 1)] string Opacity = "1"
)
{
    /// <summary>Name of the layer.</summary>
    [Identifier]
    public required string Name { get; init; }

    /// <summary>The image.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>Between which planes of the picture it lies.</summary>
    public LayerPlane Plane { get; init; }

    /// <summary>How it is mixed with what lies below.</summary>
    public BlendMode Blend { get; init; }

    /// <summary>Rotation about its centre, clockwise, in degrees.</summary>
    [Number(-180, 180)]
    public int Rotation { get; init; }
}
