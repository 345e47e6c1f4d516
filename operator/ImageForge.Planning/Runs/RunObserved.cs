using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>What is known of the run of a plan.</summary>
internal sealed record RunObserved
{
    /// <summary>Its Job, if there is one.</summary>
    public required V1Job? Child { get; init; }

    /// <summary>Pods; those not controlled by the Job are ignored, whatever their labels.</summary>
    public required IReadOnlyList<V1Pod> Pods { get; init; }

    /// <summary>The latest rejection of a pod of the Job, if any.</summary>
    public PodRefusal? Refusal { get; init; }

    /// <summary>Why a volume of a pod of the Job cannot be mounted, if that is so.</summary>
    public string? MountFailure { get; init; }

    /// <summary>The Job's Workload in Kueue, if it is known.</summary>
    public Workload? Workload { get; init; }

    /// <summary>How long the run may wait for its pod to start; null for ever.</summary>
    public TimeSpan? PendingTimeout { get; init; }

    /// <summary>The time, to give up on a pod that does not appear or start.</summary>
    public required DateTimeOffset Now { get; init; }
}
