namespace ImageForge.Api.Core;

/// <summary>Privileges of one container; overrides the pod's.</summary>
public sealed record SecurityContext
{
    /// <summary>User id of the process.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>Group id of the process.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>True refuses to start as user 0.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>True gives the process the node's privileges.</summary>
    public bool? Privileged { get; init; }

    /// <summary>False forbids gaining privileges beyond the parent's.</summary>
    public bool? AllowPrivilegeEscalation { get; init; }

    /// <summary>True mounts the image read-only.</summary>
    public bool? ReadOnlyRootFilesystem { get; init; }

    /// <summary>Linux capabilities added and dropped.</summary>
    public Capabilities? Capabilities { get; init; }

    /// <summary>System calls that are allowed.</summary>
    public SeccompProfile? SeccompProfile { get; init; }
}
