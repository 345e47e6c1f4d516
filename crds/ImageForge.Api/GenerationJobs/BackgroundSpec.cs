using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>What lies behind everything: an image or a colour.</summary>
[Rule("!(has(self.image) && has(self.color))", "image and color exclude each other", FieldPath = ".color")]
public sealed record BackgroundSpec
{
    /// <summary>Background image.</summary>
    public ImageSource? Image { get; init; }

    /// <summary>Plain colour as "#rrggbb".</summary>
    [Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public string? Color { get; init; }

    /// <summary>How the image is fitted to the canvas.</summary>
    public FitMode Fit { get; init; }
}
