using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>How far a run is.</summary>
public sealed record ProgressStatus
{
    /// <summary>Percent done.</summary>
    [Number(0, 100)]
    public required int Percent { get; init; }

    /// <summary>What is being done.</summary>
    public required ProgressStage Stage { get; init; }

    /// <summary>Variants that are finished.</summary>
    [Number(0, 10)]
    public int? VariantsDone { get; init; }

    /// <summary>Variants that are wanted.</summary>
    [Number(0, 10)]
    public int? VariantsTotal { get; init; }

    /// <summary>What is being done, in words.</summary>
    [Text(256)]
    public string? Message { get; init; }
}
