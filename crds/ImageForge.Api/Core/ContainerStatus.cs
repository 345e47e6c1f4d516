namespace ImageForge.Api.Core;

/// <summary>Observed state of one container.</summary>
public sealed record ContainerStatus
{
    /// <summary>The container's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does now.</summary>
    public ContainerState? State { get; init; }

    /// <summary>How the previous run ended, after a restart.</summary>
    public ContainerState? LastState { get; init; }

    /// <summary>True while it passes its readiness probe.</summary>
    public bool Ready { get; init; }

    /// <summary>True once it has passed its startup probe.</summary>
    public bool? Started { get; init; }

    /// <summary>How often it was restarted.</summary>
    public int RestartCount { get; init; }

    /// <summary>The image that runs.</summary>
    public string? Image { get; init; }

    /// <summary>The image's digest.</summary>
    public string? ImageID { get; init; }

    /// <summary>The runtime's name for it.</summary>
    public string? ContainerID { get; init; }
}
