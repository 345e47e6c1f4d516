namespace ImageForge.Contracts.Plans;

/// <summary>Clouds of noise between two colours.</summary>
public sealed record NoisePlan
{
    /// <summary>Colour where it is lowest, as <c>#rrggbb</c> or <c>#rrggbbaa</c> in sRGB.</summary>
    public required string From { get; init; }

    /// <summary>Colour where it is highest.</summary>
    public required string To { get; init; }

    /// <summary>How large its features are, as a share of the canvas height.</summary>
    public required double Size { get; init; }

    /// <summary>How fine its details are, 1 to 8.</summary>
    public required int Octaves { get; init; }

    /// <summary>Seed; absent: the variant's own.</summary>
    public long? Seed { get; init; }
}
