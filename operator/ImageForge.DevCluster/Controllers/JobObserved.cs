using k8s.Models;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Everything that a decision about a job rests on.</summary>
internal sealed record JobObserved
{
    public required V1Job Job { get; init; }

    public required JobState State { get; init; }

    /// <summary>The pods that the job controls.</summary>
    public required IReadOnlyList<JobPod> Pods { get; init; }

    /// <summary>Failures in a row so far; what the previous decision returned.</summary>
    public required JobBackoff Backoff { get; init; }

    /// <summary>How long to wait after the first failure.</summary>
    public required TimeSpan FirstBackoff { get; init; }
}
