namespace ImageForge.Model;

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
    [Image(ImageUse.Background)]
    public ImageSource? Image { get; init; }

    /// <summary>Plain colour as "#rrggbb".</summary>
    [Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public string? Color { get; init; }

    /// <summary>Colour gradient.</summary>
    public GradientSpec? Gradient { get; init; }

    /// <summary>How the image is fitted to the canvas.</summary>
    public FitMode Fit { get; init; }
}

/// <summary>How an image is fitted to an area with another aspect ratio.</summary>
public enum FitMode
{
    /// <summary>Fills the area and crops the rest.</summary>
    Cover,

    /// <summary>Shows the whole image; the rest is black.</summary>
    Contain,

    /// <summary>Distorts the image to fill the area.</summary>
    Stretch,
}
