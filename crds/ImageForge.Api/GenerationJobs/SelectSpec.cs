namespace ImageForge.Api.GenerationJobs;

/// <summary>Selection of the primary image.</summary>
public sealed record SelectSpec
{
    /// <summary>Score to select by; must be one of the metrics.</summary>
    public required MetricName By { get; init; }

    /// <summary>Whether higher or lower is better. Defaults to the usual order of the score.</summary>
    public ScorePreference? Prefer { get; init; }
}
