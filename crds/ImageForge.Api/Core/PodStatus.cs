using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>Observed state of a <see cref="Pod"/>.</summary>
public sealed record PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>Such as <c>PodScheduled</c>, <c>Ready</c>, <c>DisruptionTarget</c>.</summary>
    public IReadOnlyList<PodCondition>? Conditions { get; init; }

    /// <summary>Why the pod is in this phase, as one word, such as <c>Evicted</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The same as a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>The pod's address, once it has one.</summary>
    public string? PodIP { get; init; }

    /// <summary>The node's address.</summary>
    public string? HostIP { get; init; }

    /// <summary>When the kubelet took the pod up.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>One entry a container.</summary>
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    /// <summary>One entry an init container.</summary>
    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }
}
