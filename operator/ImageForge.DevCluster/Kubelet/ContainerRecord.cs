namespace ImageForge.DevCluster.Kubelet;

/// <summary>What the kubelet knows of one container.</summary>
internal sealed record ContainerRecord
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    public required ContainerPhase Phase { get; init; }

    /// <summary>How the run before this one ended.</summary>
    public ContainerPhase.Terminated? Last { get; init; }

    public int RestartCount { get; init; }

    /// <summary>The executable that stands for the image, once it has been found.</summary>
    public string? ImageId { get; init; }

    public string? ContainerId { get; init; }
}
