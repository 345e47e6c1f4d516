namespace ImageForge.Api.GenerationJobs;

/// <summary>How the primary image is chosen.</summary>
public sealed record SelectSpec
{
    /// <summary>The score that decides; it must be among the metrics.</summary>
    public required MetricName By { get; init; }

    /// <summary>Which end of the score is better. Without it, the usual end of that score.</summary>
    public ScorePreference? Prefer { get; init; }
}
