using System.Collections.Immutable;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// What to do about a job, applied in the order of the properties. Whatever it changes brings the job up again, so
/// a decision takes one step and leaves the next one to the next decision.
/// </summary>
internal sealed record JobDecision
{
    /// <summary>Pods that are no longer wanted: stop counting them, then delete them.</summary>
    public ImmutableList<JobPod> Withdraw { get; init; } = [];

    /// <summary>Pods to delete that stay counted.</summary>
    public ImmutableList<JobPod> Delete { get; init; } = [];

    /// <summary>How many pods to create.</summary>
    public int Create { get; init; }

    /// <summary>The status to write.</summary>
    public required JobState State { get; init; }

    /// <summary>Pods whose tracking finalizer may go once the status is written.</summary>
    public ImmutableList<JobPod> Release { get; init; } = [];

    public ImmutableList<JobEvent> Events { get; init; } = [];

    /// <summary>True when the finished job has outlived its <c>ttlSecondsAfterFinished</c>.</summary>
    public bool DeleteJob { get; init; }

    /// <summary>When to look again though nothing changes.</summary>
    public DateTimeOffset? LookAgainAt { get; init; }

    /// <summary>To be handed to the next decision.</summary>
    public required JobBackoff Backoff { get; init; }
}

/// <summary>An event that a decision wants recorded of the job.</summary>
internal sealed record JobEvent(string Type, string Reason, string Message);
