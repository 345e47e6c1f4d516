namespace ImageForge.Api.Core;

/// <summary>Desired behaviour of a <see cref="Job"/>.</summary>
public sealed record JobSpec
{
    /// <summary>How many pods may run at once; 1 when absent.</summary>
    public int? Parallelism { get; init; }

    /// <summary>How many pods must succeed; 1 when absent.</summary>
    public int? Completions { get; init; }

    /// <summary><c>NonIndexed</c> (default) or <c>Indexed</c>.</summary>
    public string? CompletionMode { get; init; }

    /// <summary>Failed pods tolerated before the job fails; 6 when absent.</summary>
    public int? BackoffLimit { get; init; }

    /// <summary>The same for each index of an indexed job.</summary>
    public int? BackoffLimitPerIndex { get; init; }

    /// <summary>Seconds after its start at which the job fails whatever its pods do.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>Seconds after finishing at which the job is deleted.</summary>
    public int? TtlSecondsAfterFinished { get; init; }

    /// <summary>True withholds or stops the pods.</summary>
    public bool? Suspend { get; init; }

    /// <summary>How a pod's failure is judged before it counts towards the back-off limit.</summary>
    public PodFailurePolicy? PodFailurePolicy { get; init; }

    /// <summary><c>TerminatingOrFailed</c> (default) or <c>Failed</c>: when a pod is replaced.</summary>
    public string? PodReplacementPolicy { get; init; }

    /// <summary>The pod to run.</summary>
    public required PodTemplateSpec Template { get; init; }
}
