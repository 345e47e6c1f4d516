using k8s.Models;

namespace ImageForge.Api.Common;

/// <summary>Pod settings.</summary>
public sealed record RunnerSpec
{
    /// <summary>GPUs of the pod. If unset, none are requested.</summary>
    public GpuSpec? Gpu { get; init; }

    /// <summary>
    /// What happens if a GPU was requested by gpu or polish.provider and none is usable. Defaults to Fail.
    /// </summary>
    public GpuMissingPolicy? OnGpuMissing { get; init; }

    /// <summary>
    /// Kueue LocalQueue of the Job. Defaults to the operator's default, which may be none. Used as a label
    /// value, so at most 63 characters.
    /// </summary>
    [Text(63, 1, Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    public string? QueueName { get; init; }

    /// <summary>PriorityClass of the pod.</summary>
    [ResourceName]
    public string? PriorityClassName { get; init; }

    /// <summary>RuntimeClass of the pod, such as "nvidia".</summary>
    [ResourceName]
    public string? RuntimeClassName { get; init; }

    /// <summary>
    /// Maximum run time in seconds, counted from when the pod is scheduled: pulling the image counts, waiting for a
    /// GPU, a node or the queue does not. When exceeded, the job fails without a retry. Defaults to the operator's
    /// default.
    /// </summary>
    [Number(1, 604_800)]
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>
    /// Number of retries of a failed run, with exponential back-off. Bad input, rejected store requests, out of memory
    /// and an exceeded deadline are not retried; an eviction does not count. Defaults to the operator's default.
    /// </summary>
    [Number(0, 5)]
    public int? Retries { get; init; }

    /// <summary>
    /// CPU, memory and devices of the pod. Unset memory is derived from the images, and unset CPU is the
    /// operator's default.
    /// </summary>
    public ComputeResources? Resources { get; init; }

    /// <summary>Labels that the node must have.</summary>
    [Map(32), Text(63, Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Taints that the pod tolerates.</summary>
    [List(32)]
    public IReadOnlyList<V1Toleration>? Tolerations { get; init; }
}

/// <summary>GPUs of a pod.</summary>
/// <param name="Count">Number of GPUs; 0 for none.</param>
public sealed record GpuSpec([Number(0, 16)] int Count = 1)
{
    /// <summary>
    /// Extended resource to request, such as "nvidia.com/gpu" or "nvidia.com/mig-1g.10gb". Defaults to the operator's
    /// default.
    /// </summary>
    [Text(
        317,
        1,
        Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"
    )]
    public string? ResourceName { get; init; }
}

/// <summary>CPU, memory and devices of a pod.</summary>
public sealed record ComputeResources
{
    /// <summary>Resource requests, by resource name.</summary>
    [Map(16)]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    /// <summary>Resource limits, by resource name.</summary>
    [Map(16)]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }
}
