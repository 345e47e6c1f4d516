using ImageForge.Api.Core;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>How and where the pods run.</summary>
public sealed record RunnerSpec
{
    /// <summary>GPUs of the pod. Without it, the pod needs none.</summary>
    public GpuSpec? Gpu { get; init; }

    /// <summary>
    /// What happens where a GPU was asked for, by gpu or by polish.provider, and none works in the pod. Without it, Fail.
    /// </summary>
    public GpuMissingPolicy? OnGpuMissing { get; init; }

    /// <summary>
    /// Kueue LocalQueue that the Job is submitted to. Without it, the operator's default, which may be none. It is the
    /// value of a label, and so has 63 characters at most.
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
    /// Seconds that a run may take, counted from when its pod has a node: pulling the image counts, waiting for a GPU, a node
    /// or the queue does not. Then it is stopped and the job fails; it is not tried again. Without it, the operator's default.
    /// </summary>
    [Number(1, 604_800)]
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>
    /// How often a failed run is tried again, with growing delays. Bad input, a store that refuses, too little memory and a
    /// passed deadline are never tried again; an eviction does not count. Without it, the operator's default.
    /// </summary>
    [Number(0, 5)]
    public int? Retries { get; init; }

    /// <summary>
    /// CPU, memory and devices of the pod. Without it, or for what it leaves out, memory as the pictures need it and the
    /// operator's default of CPU.
    /// </summary>
    public ComputeResources? Resources { get; init; }

    /// <summary>Labels that the node must have.</summary>
    [Map(32), Text(63, Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Taints that the pod tolerates.</summary>
    [List(32)]
    public IReadOnlyList<Toleration>? Tolerations { get; init; }
}
