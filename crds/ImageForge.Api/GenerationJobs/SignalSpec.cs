using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Something that happens in the scene.</summary>
public sealed record SignalSpec
{
    /// <summary>
    /// Category: transportation, crime, festivals, sports, economics, politics, emergencies, temperature, weather, or
    /// one of your own.
    /// </summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>What it is within the category, such as "rain" or "lanterns".</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>
    /// How strong it is. The amount is the intensity (below 0.33 low, below 0.66 medium, else high);
    /// the sign chooses the good or the bad variant of the asset.
    /// </summary>
    [Decimal(-1, 1)]
    public required double Score { get; init; }

    /// <summary>What it looks like, for prompts. Without it, the phrase of the profile or a built-in one.</summary>
    [Text(500, 1)]
    public string? Description { get; init; }
}
