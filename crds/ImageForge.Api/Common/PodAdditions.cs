using k8s.Models;

namespace ImageForge.Api.Common;

/// <summary>
/// What a user may add to a runner pod. Everything else of the pod (image, command, users, security context, host
/// namespaces, tokens) is the operator's.
/// </summary>
public sealed record PodAdditions
{
    /// <summary>
    /// Labels of the pod. Not of kubernetes.io, k8s.io and imageforge.dev, nor those of a Job.
    /// </summary>
    [Map(32), Text(63, Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>
    /// Annotations of the pod. Not of kubernetes.io, k8s.io and imageforge.dev, nor those that give a pod rights.
    /// </summary>
    [Map(32), Text(4096)]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Which nodes, and which pods on them, the pod is attracted to or kept away from.</summary>
    public V1Affinity? Affinity { get; init; }

    /// <summary>How pods are spread over zones, racks or nodes.</summary>
    [List(8)]
    public IReadOnlyList<V1TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    /// <summary>
    /// Environment variables of the runner. Values are literal: $(NAME) is not expanded. Variables that the runner, .NET,
    /// the loader or a driver reads are not allowed.
    /// </summary>
    [List(32, Keys = "name")]
    public IReadOnlyList<PodVariable>? Env { get; init; }

    /// <summary>Volumes of the pod.</summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<PodVolume>? Volumes { get; init; }

    /// <summary>Where the runner sees the volumes: below /mnt or /data.</summary>
    [List(16, Keys = "mountPath")]
    public IReadOnlyList<PodMount>? VolumeMounts { get; init; }
}

/// <summary>An environment variable with a literal value.</summary>
public sealed record PodVariable
{
    /// <summary>Name of the variable.</summary>
    [Text(128, 1, Pattern = "^[A-Za-z_][A-Za-z0-9_]*$")]
    public required string Name { get; init; }

    /// <summary>Value of the variable.</summary>
    [Text(4096)]
    public string Value { get; init; } = "";
}

/// <summary>A volume of a pod, of exactly one type.</summary>
[Rule(
    "[has(self.emptyDir), has(self.configMap), has(self.persistentVolumeClaim), has(self.ephemeral)].filter(x, x).size() == 1",
    "exactly one of emptyDir, configMap, persistentVolumeClaim and ephemeral must be set"
)]
public sealed record PodVolume
{
    /// <summary>Name within the pod.</summary>
    [Text(63, 1, Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    public required string Name { get; init; }

    /// <summary>An empty directory on the node, deleted with the pod.</summary>
    public EmptyDirVolume? EmptyDir { get; init; }

    /// <summary>The keys of a ConfigMap as files.</summary>
    public ConfigMapVolume? ConfigMap { get; init; }

    /// <summary>A PersistentVolumeClaim.</summary>
    public ClaimVolume? PersistentVolumeClaim { get; init; }

    /// <summary>A claim that is created and deleted with the pod.</summary>
    public EphemeralVolume? Ephemeral { get; init; }
}

/// <summary>An empty directory on the node.</summary>
public sealed record EmptyDirVolume
{
    /// <summary>Maximum size, such as "5Gi"; the pod is evicted when it is exceeded. Defaults to 1Gi.</summary>
    public Quantity? SizeLimit { get; init; }
}

/// <summary>The keys of a ConfigMap as files.</summary>
/// <param name="Optional">Starts the pod without it.</param>
public sealed record ConfigMapVolume(bool Optional = false)
{
    /// <summary>Name of the ConfigMap.</summary>
    [ResourceName]
    public required string Name { get; init; }
}

/// <summary>A PersistentVolumeClaim.</summary>
/// <param name="ReadOnly">Mounts it read-only.</param>
public sealed record ClaimVolume(bool ReadOnly = false)
{
    /// <summary>Name of the claim.</summary>
    [ResourceName]
    public required string ClaimName { get; init; }
}

/// <summary>A claim that is created and deleted with the pod.</summary>
public sealed record EphemeralVolume
{
    /// <summary>The claim.</summary>
    public required ClaimTemplate VolumeClaimTemplate { get; init; }
}

/// <summary>A claim to create.</summary>
public sealed record ClaimTemplate
{
    /// <summary>Its spec.</summary>
    public required ClaimTemplateSpec Spec { get; init; }
}

/// <summary>Spec of a claim to create.</summary>
public sealed record ClaimTemplateSpec
{
    /// <summary>Access mode of the volume: ReadWriteOnce, ReadWriteOncePod or ReadWriteMany.</summary>
    [List(1, MinItems = 1), Text(20, 1, Pattern = "^(ReadWriteOnce|ReadWriteOncePod|ReadWriteMany)$")]
    public required IReadOnlyList<string> AccessModes { get; init; }

    /// <summary>StorageClass. Defaults to the cluster's.</summary>
    [ResourceName]
    public string? StorageClassName { get; init; }

    /// <summary>Size: the request "storage".</summary>
    public required ClaimSize Resources { get; init; }
}

/// <summary>Size of a claim.</summary>
public sealed record ClaimSize
{
    /// <summary>Requests.</summary>
    public required ClaimRequests Requests { get; init; }
}

/// <summary>Requests of a claim.</summary>
public sealed record ClaimRequests
{
    /// <summary>Size, such as "20Gi".</summary>
    public required Quantity Storage { get; init; }
}

/// <summary>Where the runner sees a volume.</summary>
/// <param name="ReadOnly">Mounts it read-only.</param>
public sealed record PodMount(bool ReadOnly = false)
{
    /// <summary>Name of a volume of podTemplate.volumes.</summary>
    [Text(63, 1, Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    public required string Name { get; init; }

    /// <summary>Absolute path below /mnt or /data.</summary>
    [Text(512, 1)]
    public required string MountPath { get; init; }

    /// <summary>Relative path within the volume. Defaults to its root.</summary>
    [Text(512, 1)]
    public string? SubPath { get; init; }
}
