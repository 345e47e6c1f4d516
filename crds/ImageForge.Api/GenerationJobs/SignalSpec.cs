namespace ImageForge.Api.GenerationJobs;

/// <summary>An event in the scene.</summary>
public sealed record SignalSpec
{
    /// <summary>
    /// Category: transportation, crime, festivals, sports, economics, politics, emergencies, temperature, weather, or
    /// a custom one.
    /// </summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>Tag within the category, such as "rain" or "lanterns".</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>
    /// How strong it is. The amount is the intensity (below 0.33 low, below 0.66 medium, else high);
    /// the sign chooses the good or the bad variant of the asset.
    /// </summary>
    [Decimal(-1, 1)]
    public required double Score { get; init; }

    /// <summary>Description for prompts. Defaults to the phrase of the profile, else a built-in one.</summary>
    [Text(500, 1)]
    public string? Description { get; init; }
}
