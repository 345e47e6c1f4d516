namespace ImageForge.Api.GenerationJobs;

/// <summary>A score of an image.</summary>
public sealed record ScoreStatus
{
    /// <summary>Which score.</summary>
    public required MetricName Name { get; init; }

    /// <summary>Its value as a decimal.</summary>
    [Text(32, 1)]
    public required string Value { get; init; }

    /// <summary>True when it is below the minimum asked for.</summary>
    public bool? BelowMinimum { get; init; }
}
