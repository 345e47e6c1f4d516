namespace ImageForge.Api.GenerationJobs;

/// <summary>Scoring of the images and selection of the primary one.</summary>
[Rule(
    "!has(self.select) || (has(self.metrics) && self.metrics.exists(m, m.name == self.select.by))",
    "select.by must be one of the metrics",
    FieldPath = ".select"
)]
public sealed record EvaluateSpec
{
    /// <summary>Scores to compute for each image.</summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<MetricSpec>? Metrics { get; init; }

    /// <summary>How the primary image is selected. Defaults to the first variant.</summary>
    public SelectSpec? Select { get; init; }

    /// <summary>Moderation of the prompt and scanning of the images. A flagged image is never published.</summary>
    public SafetySpec? Safety { get; init; }

    /// <summary>
    /// Existing images to score. Nothing is generated if only these are set.
    /// </summary>
    [List(16)]
    public IReadOnlyList<ImageSource>? Images { get; init; }
}

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

/// <summary>Selection of the primary image.</summary>
public sealed record SelectSpec
{
    /// <summary>Score to select by; must be one of the metrics.</summary>
    public required MetricName By { get; init; }

    /// <summary>Whether higher or lower is better. Defaults to the usual order of the score.</summary>
    public ScorePreference? Prefer { get; init; }
}

/// <summary>Whether higher or lower scores are better.</summary>
public enum ScorePreference
{
    /// <summary>Higher is better.</summary>
    Highest,

    /// <summary>Lower is better.</summary>
    Lowest,
}

/// <summary>Moderation of the prompt and scanning of the images.</summary>
public sealed record SafetySpec
{
    /// <summary>Checks the prompt before anything runs. Defaults to the operator's default.</summary>
    public bool? ModeratePrompt { get; init; }

    /// <summary>Scans each image before it is published. Defaults to the operator's default.</summary>
    public bool? ScanImages { get; init; }
}
