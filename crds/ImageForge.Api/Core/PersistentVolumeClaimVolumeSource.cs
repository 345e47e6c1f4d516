namespace ImageForge.Api.Core;

/// <summary>A claimed persistent volume.</summary>
public sealed record PersistentVolumeClaimVolumeSource
{
    /// <summary>The claim's name in the pod's namespace.</summary>
    public required string ClaimName { get; init; }

    /// <summary>True mounts it read-only.</summary>
    public bool? ReadOnly { get; init; }
}
