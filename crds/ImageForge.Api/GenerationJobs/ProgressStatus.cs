namespace ImageForge.Api.GenerationJobs;

/// <summary>Progress of a run.</summary>
public sealed record ProgressStatus
{
    /// <summary>Percent done.</summary>
    [Number(0, 100)]
    public required int Percent { get; init; }

    /// <summary>Current stage.</summary>
    public required ProgressStage Stage { get; init; }

    /// <summary>Number of completed variants.</summary>
    [Number(0, 10)]
    public int? VariantsDone { get; init; }

    /// <summary>Total number of variants.</summary>
    [Number(0, 10)]
    public int? VariantsTotal { get; init; }

    /// <summary>Current activity.</summary>
    [Text(256)]
    public string? Message { get; init; }
}
