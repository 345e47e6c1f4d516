namespace ImageForge.Runtime.Election;

/// <summary>Which Lease is fought for, and how fast.</summary>
public sealed record LeaderElectionOptions
{
    /// <summary>Namespace of the Lease.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the Lease.</summary>
    public required string Name { get; init; }

    /// <summary>Who we are: unique for each process, such as the pod's name and a random part.</summary>
    public required string Identity { get; init; }

    /// <summary>Time without renewal after which others may take the Lease.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without renewal after which we stop to lead; less than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between tries.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Candidates wait up to this many periods longer, so that they do not come all at once. It adds to the time of a
    /// failover: a candidate counts the lease from when it saw the last renewal, at most a period and its jitter late.
    /// </summary>
    public double Jitter { get; init; } = 0.5;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Jitter of the waits.</summary>
    public Random Random { get; init; } = new();
}
