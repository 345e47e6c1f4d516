namespace ImageForge.Runtime.Election;

/// <summary>Options of leader election.</summary>
public sealed record LeaderElectionOptions
{
    /// <summary>Namespace of the Lease.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the Lease.</summary>
    public required string Name { get; init; }

    /// <summary>Identity, unique per process, such as the pod name with a random suffix.</summary>
    public required string Identity { get; init; }

    /// <summary>Time without renewal after which other candidates may acquire the Lease.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without renewal after which the leader stops leading; less than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between attempts.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Jitter of the retry period, as a factor. Adds to the failover time: a candidate observes the last renewal at
    /// most a period and its jitter late.
    /// </summary>
    public double Jitter { get; init; } = 0.5;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Source of the jitter.</summary>
    public Random Random { get; init; } = new();
}
