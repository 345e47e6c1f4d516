namespace ImageForge.Contracts.Plans;

/// <summary>Something placed by hand: exactly one of image, asset, color, gradient, noise and text.</summary>
public sealed record LayerPlan
{
    /// <summary>Name of the layer.</summary>
    public required string Name { get; init; }

    /// <summary>Back, Front or Top.</summary>
    public string Plane { get; set; } = "Front";

    /// <summary>Where its anchor lies, as a share of the canvas width from the left.</summary>
    public double X { get; set; } = 0.5;

    /// <summary>Where its anchor lies, as a share of the canvas height from the top.</summary>
    public double Y { get; set; } = 0.5;

    /// <summary>
    /// Center, TopLeft, Top, TopRight, Left, Right, BottomLeft, Bottom or BottomRight: the point that lies at X and Y and
    /// that it turns around.
    /// </summary>
    public string Anchor { get; set; } = "Center";

    /// <summary>Width as a share of the canvas width; absent: it follows.</summary>
    public double? Width { get; init; }

    /// <summary>Height as a share of the canvas height; absent: it follows.</summary>
    public double? Height { get; init; }

    /// <summary>Multiplies the size.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Degrees that it is turned clockwise.</summary>
    public double Rotation { get; set; }

    /// <summary>0 to 1.</summary>
    public double Opacity { get; set; } = 1;

    /// <summary>Blend mode by its W3C name in CamelCase, such as <c>SoftLight</c>; absent: it covers.</summary>
    public string? Blend { get; init; }

    /// <summary>Where it shows; absent: everywhere.</summary>
    public LayerMaskPlan? Mask { get; init; }

    /// <summary>The user's own picture.</summary>
    public ImageRef? Image { get; init; }

    /// <summary>A built-in asset.</summary>
    public AssetPlan? Asset { get; init; }

    /// <summary>One colour, as <c>#rrggbb</c> or <c>#rrggbbaa</c> in sRGB.</summary>
    public string? Color { get; init; }

    /// <summary>A gradient.</summary>
    public GradientPlan? Gradient { get; init; }

    /// <summary>Noise.</summary>
    public NoisePlan? Noise { get; init; }

    /// <summary>Text.</summary>
    public TextPlan? Text { get; init; }
}
