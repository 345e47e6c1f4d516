namespace ImageForge.Model;

/// <summary>A custom layer: an image, a colour, a gradient, noise or text.</summary>
/// <param name="Left">Where its anchor lies, from the left, as a share of the canvas width.</param>
/// <param name="Top">Where its anchor lies, from the top, as a share of the canvas height.</param>
/// <param name="Scale">Multiplies its size, that of text included.</param>
/// <param name="Opacity">How solid it is; 0 makes it invisible.</param>
[Rule(
    "(has(self.image) ? 1 : 0) + (has(self.color) ? 1 : 0) + (has(self.gradient) ? 1 : 0) + (has(self.noise) ? 1 : 0) + (has(self.text) ? 1 : 0) == 1",
    "exactly one of image, color, gradient, noise and text must be set"
)]
[Rule(
    "!(has(self.text) && has(self.height))",
    "text is as high as its lines; use text.size and text.lineHeight",
    FieldPath = ".height"
)]
public sealed record LayerSpec(
    [Decimal(-1, 2)] double Left = 0.5,
    [Decimal(-1, 2)] double Top = 0.5,
    [Decimal(0.01, 10)] double Scale = 1,
    [Decimal(0, 1)] double Opacity = 1
)
{
    /// <summary>Name of the layer.</summary>
    [Identifier]
    public required string Name { get; init; }

    /// <summary>
    /// An image. With builtin, an asset that ImageForge draws in the light of the scene: a tag such as "lanterns", or a
    /// category and a tag such as "festivals-lanterns" where several categories have it.
    /// </summary>
    [Image(ImageUse.Layer)]
    public ImageSource? Image { get; init; }

    /// <summary>Plain colour as "#rrggbb", or with its opacity as "#rrggbbaa".</summary>
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
    public string? Color { get; init; }

    /// <summary>Colour gradient.</summary>
    public GradientSpec? Gradient { get; init; }

    /// <summary>Seeded clouds between two colours: mist, paper, grain.</summary>
    public NoiseSpec? Noise { get; init; }

    /// <summary>Text in a built-in typeface.</summary>
    public TextSpec? Text { get; init; }

    /// <summary>The point of the layer that is placed at left and top, and the centre of rotation.</summary>
    public LayerAnchor Anchor { get; init; }

    /// <summary>
    /// Width as a share of the canvas width. Without it, an image has it from its height, else the canvas width; text is
    /// as wide as its longest line, at most the canvas. Lines of text break at it.
    /// </summary>
    [Decimal(0.001, 8)]
    public double? Width { get; init; }

    /// <summary>
    /// Height as a share of the canvas height. Without it, an image has it from its width; everything else has the canvas
    /// height. An image with both is distorted to fit.
    /// </summary>
    [Decimal(0.001, 8)]
    public double? Height { get; init; }

    /// <summary>Plane of the layer.</summary>
    public LayerPlane Plane { get; init; }

    /// <summary>How it is blended with the layers below.</summary>
    public BlendMode Blend { get; init; }

    /// <summary>Rotation about its anchor, clockwise, in degrees.</summary>
    [Number(-180, 180)]
    public int Rotation { get; init; }

    /// <summary>Mask. If unset, the whole layer is visible.</summary>
    public LayerMaskSpec? Mask { get; init; }
}

/// <summary>Plane of a layer.</summary>
public enum LayerPlane
{
    /// <summary>In front of the signals, behind the atmosphere.</summary>
    Front,

    /// <summary>In front of the background, behind the signals.</summary>
    Back,

    /// <summary>In front of everything; not affected by camera effects and colour grading.</summary>
    Top,
}

/// <summary>The point of a layer that lies at its position.</summary>
public enum LayerAnchor
{
    /// <summary>Its centre.</summary>
    Center,

    /// <summary>Its upper left corner.</summary>
    TopLeft,

    /// <summary>The middle of its upper edge.</summary>
    Top,

    /// <summary>Its upper right corner.</summary>
    TopRight,

    /// <summary>The middle of its left edge.</summary>
    Left,

    /// <summary>The middle of its right edge.</summary>
    Right,

    /// <summary>Its lower left corner.</summary>
    BottomLeft,

    /// <summary>The middle of its lower edge.</summary>
    Bottom,

    /// <summary>Its lower right corner.</summary>
    BottomRight,
}

/// <summary>Mask of a layer: an image or a gradient, stretched over the layer and rotated with it.</summary>
[Rule("has(self.image) != has(self.gradient)", "exactly one of image and gradient must be set")]
public sealed record LayerMaskSpec
{
    /// <summary>An image.</summary>
    [Image(ImageUse.LayerMask)]
    public ImageSource? Image { get; init; }

    /// <summary>A gradient, such as from "#ffffff" to "#ffffff00" to fade out.</summary>
    public GradientSpec? Gradient { get; init; }

    /// <summary>Channel used as mask.</summary>
    public MaskChannel Channel { get; init; }
}

/// <summary>Channel of a mask.</summary>
public enum MaskChannel
{
    /// <summary>Opacity of the mask.</summary>
    Alpha,

    /// <summary>Luminance of the mask: white shows, black hides.</summary>
    Luminance,
}

/// <summary>Seeded clouds between two colours.</summary>
/// <param name="Size">How large its features are, as a share of the canvas height: 0.3 for clouds, 0.002 for grain.</param>
/// <param name="Detail">How many finer layers of noise lie on the largest features.</param>
public sealed record NoiseSpec([Decimal(0.0005, 4)] double Size = 0.3, [Number(1, 8)] int Detail = 4)
{
    /// <summary>Colour where it is lowest, as "#rrggbb" or "#rrggbbaa".</summary>
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
    public required string From { get; init; }

    /// <summary>Colour where it is highest, as "#rrggbb" or "#rrggbbaa".</summary>
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
    public required string To { get; init; }

    /// <summary>Seed. Without it, every variant has noise of its own.</summary>
    [Number(0, 4_294_967_295)]
    public long? Seed { get; init; }
}
