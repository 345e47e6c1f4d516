using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Runs;

namespace ImageForge.Planning.Jobs;

/// <summary>All that is known about a GenerationJob at one moment.</summary>
public sealed record JobObserved
{
    /// <summary>The job itself.</summary>
    public required GenerationJob Job { get; init; }

    /// <summary>The profile that it names, if that exists.</summary>
    public AtmosphereProfile? Profile { get; init; }

    /// <summary>The jobs whose images it uses, of those that exist.</summary>
    public IReadOnlyList<GenerationJob> Sources { get; init; } = [];

    /// <summary>
    /// The names of the jobs by which it waits for its own image, itself first and last; null where it does not.
    /// </summary>
    public IReadOnlyList<string>? Cycle { get; init; }

    /// <summary>ConfigMaps that it owns.</summary>
    public IReadOnlyList<ConfigMap> ConfigMaps { get; init; } = [];

    /// <summary>Jobs that it owns.</summary>
    public IReadOnlyList<Job> Children { get; init; } = [];

    /// <summary>Pods of those Jobs.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>What Kubernetes has said last when it refused a pod of its Job, if it did.</summary>
    public PodRefusal? PodRefusal { get; init; }

    /// <summary>What the runner answered last.</summary>
    public Progress? Progress { get; init; }

    /// <summary>When progress was last written to the status, as far as this process knows.</summary>
    public DateTimeOffset? ProgressWritten { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}
