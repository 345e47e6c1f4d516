namespace ImageForge.Contracts.Plans;

/// <summary>What lies behind everything; the first of image, gradient, colours and the built-in city that is given.</summary>
public sealed record BackgroundPlan
{
    /// <summary>A picture.</summary>
    public ImageRef? Image { get; init; }

    /// <summary>Contain or Stretch: how the picture is fitted to the canvas; absent: it covers it.</summary>
    public string? Fit { get; init; }

    /// <summary>A gradient.</summary>
    public GradientPlan? Gradient { get; init; }

    /// <summary>One colour for a plain ground, two for a gradient from top to bottom, as <c>#rrggbb</c> in sRGB.</summary>
    public IReadOnlyList<string> Colors { get; set; } = [];
}
