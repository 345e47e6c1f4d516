namespace ImageForge.Api.Core;

/// <summary>Files that containers of a pod can mount; exactly one source is set.</summary>
public sealed record Volume
{
    /// <summary>Unique within the pod.</summary>
    public required string Name { get; init; }

    /// <summary>A ConfigMap's keys as files.</summary>
    public ConfigMapVolumeSource? ConfigMap { get; init; }

    /// <summary>A Secret's keys as files.</summary>
    public SecretVolumeSource? Secret { get; init; }

    /// <summary>An empty folder that lives as long as the pod.</summary>
    public EmptyDirVolumeSource? EmptyDir { get; init; }

    /// <summary>A folder or file of the node.</summary>
    public HostPathVolumeSource? HostPath { get; init; }

    /// <summary>A claimed persistent volume.</summary>
    public PersistentVolumeClaimVolumeSource? PersistentVolumeClaim { get; init; }
}
