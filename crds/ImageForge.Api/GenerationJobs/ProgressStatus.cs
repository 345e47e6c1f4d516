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

/// <summary>Stage of a run.</summary>
public enum ProgressStage
{
    /// <summary>Waiting for the pod; 10 percent.</summary>
    Queued,

    /// <summary>Loading inputs and composing; from 30 percent.</summary>
    Processing,

    /// <summary>Rendering; from 60 percent.</summary>
    Generating,

    /// <summary>Scoring; from 80 percent.</summary>
    Evaluating,

    /// <summary>Uploading; from 90 percent.</summary>
    Uploading,

    /// <summary>Complete; 100 percent.</summary>
    Completed,

    /// <summary>Cancelled by the user.</summary>
    Cancelled,

    /// <summary>Failed.</summary>
    Failed,
}

/// <summary>Device a model ran on.</summary>
public sealed record DeviceStatus
{
    /// <summary>Execution provider: Cuda, WebGpu or Cpu.</summary>
    [Text(32)]
    public string? Provider { get; init; }

    /// <summary>Device name.</summary>
    [Text(256)]
    public string? Name { get; init; }
}
