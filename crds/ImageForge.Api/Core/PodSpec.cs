using System.Text.Json.Nodes;

namespace ImageForge.Api.Core;

/// <summary>Desired behaviour of a <see cref="Pod"/>.</summary>
public sealed record PodSpec
{
    /// <summary>The containers; at least one.</summary>
    public required IReadOnlyList<Container> Containers { get; init; }

    /// <summary>Containers that must succeed first, one after another.</summary>
    public IReadOnlyList<Container>? InitContainers { get; init; }

    /// <summary>What containers can mount.</summary>
    public IReadOnlyList<Volume>? Volumes { get; init; }

    /// <summary><c>Always</c> (default), <c>OnFailure</c> or <c>Never</c>.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>Seconds on a node after which the pod is failed.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>Seconds between the stop signal and the kill; 30 when absent.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>The account whose permissions the pod has.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>False keeps the account's token out of the pod.</summary>
    public bool? AutomountServiceAccountToken { get; init; }

    /// <summary>False keeps the addresses of services out of the environment.</summary>
    public bool? EnableServiceLinks { get; init; }

    /// <summary>The node; set by the scheduler.</summary>
    public string? NodeName { get; init; }

    /// <summary>Labels that the node must have.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Taints that the pod accepts.</summary>
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    /// <summary>Scheduling rules, passed on as they are.</summary>
    public JsonObject? Affinity { get; init; }

    /// <summary>Spreading rules, passed on as they are.</summary>
    public JsonArray? TopologySpreadConstraints { get; init; }

    /// <summary>User, groups and seccomp profile of all containers.</summary>
    public PodSecurityContext? SecurityContext { get; init; }

    /// <summary>Secrets with credentials for the image registry.</summary>
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    /// <summary>Priority in scheduling and preemption.</summary>
    public string? PriorityClassName { get; init; }

    /// <summary>Container runtime, such as <c>nvidia</c>.</summary>
    public string? RuntimeClassName { get; init; }

    /// <summary>The scheduler; the cluster's default when absent.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>True shares the node's network.</summary>
    public bool? HostNetwork { get; init; }
}
