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
