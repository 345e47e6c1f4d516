namespace ImageForge.Contracts.Results;

/// <summary>Where a placed asset is in the final picture.</summary>
public sealed record Hitbox
{
    /// <summary>Left edge in pixels.</summary>
    public required int X { get; init; }

    /// <summary>Upper edge in pixels.</summary>
    public required int Y { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The signal's category.</summary>
    public required string Category { get; init; }

    /// <summary>The signal's tag.</summary>
    public required string Tag { get; init; }

    /// <summary>|score|.</summary>
    public required double Intensity { get; init; }

    /// <summary>The signal's score, −1 to 1.</summary>
    public required double Score { get; init; }
}
