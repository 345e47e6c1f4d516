using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Runs;

namespace ImageForge.Planning.Storyboards;

/// <summary>All that is known about a Storyboard at one moment.</summary>
public sealed record StoryboardObserved
{
    /// <summary>The storyboard itself.</summary>
    public required Storyboard Board { get; init; }

    /// <summary>GenerationJobs that have the names of its frames or are owned by it.</summary>
    public IReadOnlyList<GenerationJob> Frames { get; init; } = [];

    /// <summary>
    /// The names of the jobs by which a frame would wait for its own image, the frame first and last; null where none does.
    /// </summary>
    public IReadOnlyList<string>? Cycle { get; init; }

    /// <summary>ConfigMaps of its assembly.</summary>
    public IReadOnlyList<ConfigMap> ConfigMaps { get; init; } = [];

    /// <summary>Jobs of its assembly.</summary>
    public IReadOnlyList<Job> Children { get; init; } = [];

    /// <summary>Pods of those Jobs.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>What Kubernetes has said last when it refused a pod of its Job, if it did.</summary>
    public PodRefusal? PodRefusal { get; init; }

    /// <summary>What the API server has just said of frames that it refuses to create, by their names.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}
