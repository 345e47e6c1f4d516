namespace ImageForge.Api.Core;

/// <summary>What a container does: exactly one property is set.</summary>
public sealed record ContainerState
{
    /// <summary>It has not started, and why.</summary>
    public ContainerStateWaiting? Waiting { get; init; }

    /// <summary>It runs.</summary>
    public ContainerStateRunning? Running { get; init; }

    /// <summary>It ended, and how.</summary>
    public ContainerStateTerminated? Terminated { get; init; }
}
