namespace ImageForge.Runtime.Informers;

/// <summary>Options of an informer.</summary>
public sealed record InformerOptions
{
    /// <summary>Namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only objects whose labels match.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Only objects whose fields match.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Minimum watch timeout; the maximum is twice that.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after its timeout a silent watch is considered broken.</summary>
    public TimeSpan WatchGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Resync period (±10 %): every object is reported again from the store.</summary>
    public TimeSpan ResyncPeriod { get; init; } = TimeSpan.FromHours(10);

    /// <summary>Back-off after errors.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>
    /// Back-off while the API server is unavailable. Ends early when another call succeeds, so the maximum can be
    /// short.
    /// </summary>
    public BackoffOptions OutageBackoff { get; init; } = new() { Longest = TimeSpan.FromSeconds(4) };

    /// <summary>
    /// Back-off while the server has no such kind or forbids reading it: the cache is then empty and synced, and is filled
    /// once it can be. Null for a kind that must exist: then the cache is not synced until it does.
    /// </summary>
    public BackoffOptions? AbsenceBackoff { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Seed of the jitter; null for a random one.</summary>
    public int? Seed { get; init; }
}
