using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Background: an image, a colour or a gradient.</summary>
[Rule("!(has(self.image) && has(self.color))", "image and color exclude each other", FieldPath = ".color")]
[Rule(
    "!(has(self.gradient) && (has(self.image) || has(self.color)))",
    "gradient cannot be combined with image or color",
    FieldPath = ".gradient"
)]
public sealed record BackgroundSpec
{
    /// <summary>Background image.</summary>
    public ImageSource? Image { get; init; }

    /// <summary>Plain colour as "#rrggbb".</summary>
    [Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public string? Color { get; init; }

    /// <summary>Colour gradient.</summary>
    public GradientSpec? Gradient { get; init; }

    /// <summary>How the image is fitted to the canvas.</summary>
    public FitMode Fit { get; init; }
}
