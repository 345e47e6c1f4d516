using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>Observed state of a <see cref="Job"/>.</summary>
public sealed record JobStatus
{
    /// <summary><c>Complete</c>, <c>Failed</c>, <c>Suspended</c>, <c>SuccessCriteriaMet</c>, <c>FailureTarget</c>.</summary>
    public IReadOnlyList<JobCondition>? Conditions { get; init; }

    /// <summary>When the job was first (or last, after a suspension) started.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it completed; absent for failed jobs.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>Pods that are pending or running.</summary>
    public int? Active { get; init; }

    /// <summary>Active pods that are ready.</summary>
    public int? Ready { get; init; }

    /// <summary>Pods that succeeded.</summary>
    public int? Succeeded { get; init; }

    /// <summary>Pods that failed.</summary>
    public int? Failed { get; init; }

    /// <summary>Pods that are being deleted.</summary>
    public int? Terminating { get; init; }

    /// <summary>Pods that ended and are not in <see cref="Succeeded"/> or <see cref="Failed"/> yet.</summary>
    public UncountedTerminatedPods? UncountedTerminatedPods { get; init; }
}

/// <summary>Uids of pods that a Job has yet to count.</summary>
public sealed record UncountedTerminatedPods
{
    /// <summary>Those that succeeded.</summary>
    public IReadOnlyList<string>? Succeeded { get; init; }

    /// <summary>Those that failed.</summary>
    public IReadOnlyList<string>? Failed { get; init; }
}
