namespace ImageForge.Contracts.Plans;

/// <summary>Decides where a layer shows: either an image or a gradient, stretched over the layer.</summary>
public sealed record LayerMaskPlan
{
    /// <summary>The user's own picture.</summary>
    public ImageRef? Image { get; init; }

    /// <summary>A gradient.</summary>
    public GradientPlan? Gradient { get; init; }

    /// <summary>Alpha or Luminance: what of it counts.</summary>
    public string Channel { get; set; } = "Alpha";
}
