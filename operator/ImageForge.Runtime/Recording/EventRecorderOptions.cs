namespace ImageForge.Runtime.Recording;

/// <summary>Options of the event recorder.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Reporting controller, as a qualified name such as <c>imageforge.dev/operator</c>.</summary>
    public required string ReportingController { get; init; }

    /// <summary>Reporting instance, such as the pod name.</summary>
    public required string ReportingInstance { get; init; }

    /// <summary>Maximum number of queued events; further ones are dropped and counted.</summary>
    public int QueueSize { get; init; } = 10_000;

    /// <summary>
    /// Maximum writes per second while reconciles wait, averaged over <see cref="BusyBurst"/>: events yield the API
    /// server to them. Positive.
    /// </summary>
    public double BusyRate { get; init; } = 5;

    /// <summary>Burst of writes before <see cref="BusyRate"/> counts, so that the events of a few jobs come at once.</summary>
    public int BusyBurst { get; init; } = 25;

    /// <summary>
    /// Occurrences within this time of the last one form a series; its count is written at the start, once per
    /// period, and at the end.
    /// </summary>
    public TimeSpan SeriesPeriod { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Burst of different events about one object; further ones are dropped and counted.</summary>
    public int ObjectBurst { get; init; } = 25;

    /// <summary>Time per further event about an object after the burst.</summary>
    public TimeSpan ObjectPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Flush timeout on shutdown.</summary>
    public TimeSpan FlushTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
