namespace ImageForge.Api.Core;

/// <summary>Privileges of all containers of a pod.</summary>
public sealed record PodSecurityContext
{
    /// <summary>User id of the processes.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>Group id of the processes.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>True refuses to start as user 0.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>Group that owns the pod's volumes.</summary>
    public long? FsGroup { get; init; }

    /// <summary><c>Always</c> (default) or <c>OnRootMismatch</c>.</summary>
    public string? FsGroupChangePolicy { get; init; }

    /// <summary>Further groups of the processes.</summary>
    public IReadOnlyList<long>? SupplementalGroups { get; init; }

    /// <summary>System calls that are allowed.</summary>
    public SeccompProfile? SeccompProfile { get; init; }
}
