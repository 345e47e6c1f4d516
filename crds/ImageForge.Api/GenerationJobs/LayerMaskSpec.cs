using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Where a layer shows: an image or a gradient, stretched over the layer and turned with it.</summary>
[Rule("has(self.image) != has(self.gradient)", "exactly one of image and gradient must be set")]
public sealed record LayerMaskSpec
{
    /// <summary>An image.</summary>
    public ImageSource? Image { get; init; }

    /// <summary>Colours that pass into each other, such as from "#ffffff" to "#ffffff00" to fade out.</summary>
    public GradientSpec? Gradient { get; init; }

    /// <summary>What of it counts.</summary>
    public MaskChannel Channel { get; init; }
}
