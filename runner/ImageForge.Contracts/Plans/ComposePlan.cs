namespace ImageForge.Contracts.Plans;

/// <summary>A scene: a background, signals placed in zones, an atmosphere over all, seen through a camera.</summary>
/// <remarks>
/// Its values are the spec's own with the profile merged in and all that depends on names resolved: images have only
/// <see cref="ImageSource.Uri"/> and <see cref="ImageSource.Digest"/> (as <see cref="InputMounts"/> words them), built-in images their full
/// names, gradients all their positions.
/// </remarks>
public sealed record ComposePlan
{
    /// <summary>Sets palette and light; absent: derived from signals and overlays.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>Sets palette and light; absent: none.</summary>
    public Genre? Genre { get; init; }

    /// <summary>What lies behind everything; absent: the built-in city.</summary>
    public BackgroundSpec? Background { get; init; }

    /// <summary>The zones, each name once; sky, city and street are always among them.</summary>
    [List(32, Keys = "name")]
    public IReadOnlyList<ZoneSpec> Zones { get; init; } = ZoneSpec.Defaults;

    /// <summary>What happens in the scene.</summary>
    public IReadOnlyList<SignalPlan> Signals { get; init; } = [];

    /// <summary>Overlays, weakest first when drawn.</summary>
    public IReadOnlyList<OverlayPlan> Overlays { get; init; } = [];

    /// <summary>What is placed by hand, lowest first; absent: nothing.</summary>
    [List(32, Keys = "name")]
    public IReadOnlyList<LayerSpec>? Layers { get; init; }

    /// <summary>Camera and light; absent: neutral.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Theme and the brand's colours; absent: neither.</summary>
    public StyleSpec? Style { get; init; }
}

/// <summary>Something that happens in the scene; its intensity is |score| and its sign picks the variant of its asset.</summary>
public sealed record SignalPlan
{
    /// <summary>Category such as <c>weather</c> or one of the user's own.</summary>
    public required string Category { get; init; }

    /// <summary>What exactly, such as <c>rain</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>−1 to 1.</summary>
    [Decimal(-1, 1)]
    public required double Score { get; init; }

    /// <summary>Name of its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>The user's own asset instead of a built-in one.</summary>
    [Image(ImageUse.Asset)]
    public ImageSource? Image { get; init; }

    /// <summary>The field that names the image, such as <c>spec.compose.assets[weather/rain].image</c>, for messages.</summary>
    public string? ImageField { get; init; }
}

/// <summary>One atmosphere overlay.</summary>
public sealed record OverlayPlan
{
    /// <summary>Category under which it is looked up.</summary>
    public required string Category { get; init; }

    /// <summary>Tag under which it is looked up.</summary>
    public required string Tag { get; init; }

    /// <summary>0 to 1; its own alpha is multiplied by this.</summary>
    [Decimal(0, 1)]
    public required double Intensity { get; init; }

    /// <summary>How it is blended with what is below; absent: the built-in overlay's own way.</summary>
    public BlendMode? Blend { get; init; }

    /// <summary>0 to 1, on top of the intensity.</summary>
    [Decimal(0, 1)]
    public double Opacity { get; init; } = 1;

    /// <summary>The user's own overlay instead of a built-in one.</summary>
    [Image(ImageUse.Overlay)]
    public ImageSource? Image { get; init; }

    /// <summary>The field that names the image, for messages.</summary>
    public string? ImageField { get; init; }
}
