using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Runs;
using k8s.Models;

namespace ImageForge.Planning.Jobs;

/// <summary>The observed state of a GenerationJob and its children.</summary>
public sealed record JobObserved
{
    /// <summary>The job itself.</summary>
    public required GenerationJob Job { get; init; }

    /// <summary>The referenced profile, if it exists.</summary>
    public AtmosphereProfile? Profile { get; init; }

    /// <summary>The existing jobs whose images it uses.</summary>
    public IReadOnlyList<GenerationJob> Sources { get; init; } = [];

    /// <summary>
    /// Names along a circular artifact reference, this job first and last; null without one.
    /// </summary>
    public IReadOnlyList<string>? Cycle { get; init; }

    /// <summary>ConfigMaps that it owns.</summary>
    public IReadOnlyList<V1ConfigMap> ConfigMaps { get; init; } = [];

    /// <summary>Jobs that it owns.</summary>
    public IReadOnlyList<V1Job> Children { get; init; } = [];

    /// <summary>Pods of those Jobs.</summary>
    public IReadOnlyList<V1Pod> Pods { get; init; } = [];

    /// <summary>The latest rejection of a pod of its Job, if any.</summary>
    public PodRefusal? PodRefusal { get; init; }

    /// <summary>Why a volume of its pod cannot be mounted, if that is so.</summary>
    public string? MountFailure { get; init; }

    /// <summary>The Workload of its Job in Kueue, if it is known.</summary>
    public Workload? Workload { get; init; }

    /// <summary>
    /// The operator's limit of active jobs that keeps it from creating a child Job now; null if it may create one.
    /// </summary>
    public string? Limit { get; init; }

    /// <summary>Last progress reported by the runner.</summary>
    public Progress? Progress { get; init; }

    /// <summary>When this process last wrote progress to the status.</summary>
    public DateTimeOffset? ProgressWritten { get; init; }

    /// <summary>Current time.</summary>
    public required DateTimeOffset Now { get; init; }
}
