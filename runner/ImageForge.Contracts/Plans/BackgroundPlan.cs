namespace ImageForge.Contracts.Plans;

/// <summary>What lies behind everything; the first of image, colours and the built-in city that is given.</summary>
public sealed record BackgroundPlan
{
    /// <summary>A picture, scaled to cover the canvas.</summary>
    public ImageRef? Image { get; init; }

    /// <summary>One colour for a plain ground, two for a gradient from top to bottom, as <c>#rrggbb</c> in sRGB.</summary>
    public IReadOnlyList<string> Colors { get; set; } = [];
}
