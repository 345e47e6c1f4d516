using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Runs;
using k8s.Models;

namespace ImageForge.Planning.Storyboards;

/// <summary>The observed state of a Storyboard and its children.</summary>
public sealed record StoryboardObserved
{
    /// <summary>The storyboard itself.</summary>
    public required Storyboard Board { get; init; }

    /// <summary>GenerationJobs that have the names of its frames or are owned by it.</summary>
    public IReadOnlyList<GenerationJob> Frames { get; init; } = [];

    /// <summary>
    /// Names along a circular artifact reference, the frame first and last; null without one.
    /// </summary>
    public IReadOnlyList<string>? Cycle { get; init; }

    /// <summary>ConfigMaps of its assembly.</summary>
    public IReadOnlyList<V1ConfigMap> ConfigMaps { get; init; } = [];

    /// <summary>Jobs of its assembly.</summary>
    public IReadOnlyList<V1Job> Children { get; init; } = [];

    /// <summary>Pods of those Jobs.</summary>
    public IReadOnlyList<V1Pod> Pods { get; init; } = [];

    /// <summary>The latest rejection of a pod of its Job, if any.</summary>
    public PodRefusal? PodRefusal { get; init; }

    /// <summary>Why a volume of its pod cannot be mounted, if that is so.</summary>
    public string? MountFailure { get; init; }

    /// <summary>The Workload of its Job in Kueue, if it is known.</summary>
    public Workload? Workload { get; init; }

    /// <summary>Errors of frames that the API server has just rejected, by frame name.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>Current time.</summary>
    public required DateTimeOffset Now { get; init; }
}
