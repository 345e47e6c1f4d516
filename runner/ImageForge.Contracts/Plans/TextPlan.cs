namespace ImageForge.Contracts.Plans;

/// <summary>Text in a typeface of the runner.</summary>
public sealed record TextPlan
{
    /// <summary>What it says; a line feed begins a line.</summary>
    public required string Content { get; init; }

    /// <summary>Sans or Serif.</summary>
    public required string Typeface { get; init; }

    /// <summary>Regular or Bold.</summary>
    public required string Weight { get; init; }

    /// <summary>Size of the font as a share of the canvas height.</summary>
    public required double Size { get; init; }

    /// <summary>Distance of lines against the size.</summary>
    public required double LineHeight { get; init; }

    /// <summary>Left, Center or Right.</summary>
    public required string Align { get; init; }

    /// <summary>As <c>#rrggbb</c> or <c>#rrggbbaa</c> in sRGB.</summary>
    public required string Color { get; init; }
}
