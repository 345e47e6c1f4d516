namespace ImageForge.Api.GenerationJobs;

/// <summary>A score to compute.</summary>
public sealed record MetricSpec
{
    /// <summary>Which score.</summary>
    public required MetricName Name { get; init; }

    /// <summary>Reference image, for scores that compare. Defaults to the first variant.</summary>
    public ImageSource? Reference { get; init; }

    /// <summary>Images that score less are reported as below the threshold and never become the primary one.</summary>
    [Decimal(-99999, 99999)]
    public double? Minimum { get; init; }
}
