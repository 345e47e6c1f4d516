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

    /// <summary>Kueue WorkloadPriorityClass: the order in the queue and who may preempt whom. Requires a queue.</summary>
    [Text(63, 1, Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    public string? QueuePriorityClass { get; init; }

    /// <summary>Where Kueue places the pod in the topology of the queue's flavor. Requires a queue.</summary>
    public QueueTopology? QueueTopology { get; init; }

    /// <summary>
    /// How long the run may wait for its pod to start, such as "15m"; then the job fails and its pod is deleted. Counted
    /// from when the pod may be created: creation of the Job, admission by the queue or, in a retry, creation of the
    /// new pod. Pulling the image counts; waiting in the queue or while suspended does not. Defaults to the operator's
    /// default, which may be none.
    /// </summary>
    [Duration]
    public string? PendingTimeout { get; init; }

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

    /// <summary>
    /// Devices of the pod by dynamic resource allocation (DRA), instead of gpu. gpu.resourceName, or its default, still
    /// names the vendor, which decides the runner's image.
    /// </summary>
    [List(8, Keys = "name")]
    public IReadOnlyList<PodClaim>? ResourceClaims { get; init; }

    /// <summary>
    /// ServiceAccount of the pod, such as for web identity: one of those that the operator allows. No API token is
    /// mounted. Defaults to that of the namespace.
    /// </summary>
    [ResourceName]
    public string? ServiceAccountName { get; init; }

    /// <summary>Additions to the pod. They never give it more rights, and do not affect the images.</summary>
    public PodAdditions? PodTemplate { get; init; }

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

/// <summary>Where Kueue places a pod: in one domain of a topology, if possible in one, or anywhere.</summary>
[Rule(
    "[has(self.required), has(self.preferred), has(self.unconstrained)].filter(x, x).size() == 1",
    "exactly one of required, preferred and unconstrained must be set"
)]
public sealed record QueueTopology
{
    /// <summary>Level of the topology whose domain must hold the pod, such as "cloud.provider.com/topology-rack".</summary>
    [Text(317, 1)]
    public string? Required { get; init; }

    /// <summary>Level of the topology whose domain should hold the pod.</summary>
    [Text(317, 1)]
    public string? Preferred { get; init; }

    /// <summary>True: anywhere with room, counted by the topology.</summary>
    [Rule("self", "unconstrained can only be true")]
    public bool? Unconstrained { get; init; }
}

/// <summary>A ResourceClaim of the pod, for its container.</summary>
[Rule(
    "has(self.resourceClaimName) != has(self.resourceClaimTemplateName)",
    "exactly one of resourceClaimName and resourceClaimTemplateName must be set"
)]
public sealed record PodClaim
{
    /// <summary>Name within the pod.</summary>
    [Text(63, 1, Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    public required string Name { get; init; }

    /// <summary>An existing ResourceClaim.</summary>
    [ResourceName]
    public string? ResourceClaimName { get; init; }

    /// <summary>The ResourceClaimTemplate that a claim of the pod is created from.</summary>
    [ResourceName]
    public string? ResourceClaimTemplateName { get; init; }

    /// <summary>The request of the claim whose devices the container gets. Defaults to all.</summary>
    [Text(63, 1, Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    public string? Request { get; init; }
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
