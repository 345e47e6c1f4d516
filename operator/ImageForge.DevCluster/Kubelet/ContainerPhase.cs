namespace ImageForge.DevCluster.Kubelet;

/// <summary>Where a container is in its life.</summary>
internal abstract record ContainerPhase
{
    private ContainerPhase() { }

    /// <summary>Not running (yet).</summary>
    internal sealed record Waiting(string Reason, string? Message = null) : ContainerPhase;

    internal sealed record Running(DateTimeOffset StartedAt) : ContainerPhase;

    internal sealed record Terminated : ContainerPhase
    {
        public required int ExitCode { get; init; }

        public required string Reason { get; init; }

        /// <summary>The termination message, or why it could not be started.</summary>
        public string? Message { get; init; }

        public required DateTimeOffset StartedAt { get; init; }

        public required DateTimeOffset FinishedAt { get; init; }

        public required string ContainerId { get; init; }
    }
}
