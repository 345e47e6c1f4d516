using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Mask of a layer: an image or a gradient, stretched over the layer and rotated with it.</summary>
[Rule("has(self.image) != has(self.gradient)", "exactly one of image and gradient must be set")]
public sealed record LayerMaskSpec
{
    /// <summary>An image.</summary>
    public ImageSource? Image { get; init; }

    /// <summary>A gradient, such as from "#ffffff" to "#ffffff00" to fade out.</summary>
    public GradientSpec? Gradient { get; init; }

    /// <summary>Channel used as mask.</summary>
    public MaskChannel Channel { get; init; }
}
