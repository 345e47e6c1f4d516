namespace ImageForge.Api.Core;

/// <summary>Where a volume appears in a container.</summary>
public sealed record VolumeMount
{
    /// <summary>The volume's name.</summary>
    public required string Name { get; init; }

    /// <summary>The path in the container.</summary>
    public required string MountPath { get; init; }

    /// <summary>A path within the volume; its root when absent.</summary>
    public string? SubPath { get; init; }

    /// <summary>True mounts it read-only.</summary>
    public bool? ReadOnly { get; init; }
}
