namespace ImageForge.Contracts.Plans;

/// <summary>One atmosphere overlay.</summary>
public sealed record OverlayPlan
{
    /// <summary>Category under which it is looked up.</summary>
    public required string Category { get; init; }

    /// <summary>Tag under which it is looked up.</summary>
    public required string Tag { get; init; }

    /// <summary>0 to 1; its own alpha is multiplied by this.</summary>
    public required double Intensity { get; init; }

    /// <summary>Blend mode by its W3C name in CamelCase, such as <c>SoftLight</c>; absent: the overlay's own.</summary>
    public string? Blend { get; init; }

    /// <summary>0 to 1, on top of the intensity.</summary>
    public double Opacity { get; set; } = 1;

    /// <summary>The user's own overlay instead of a built-in one.</summary>
    public ImageRef? Image { get; init; }
}
