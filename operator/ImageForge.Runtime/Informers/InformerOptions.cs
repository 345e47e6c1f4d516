namespace ImageForge.Runtime.Informers;

/// <summary>What an informer watches and how.</summary>
public sealed record InformerOptions
{
    /// <summary>Namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only objects whose labels match.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Only objects whose fields match.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects a page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Ask for streaming lists first; servers without them are found out and listed plainly.</summary>
    public bool StreamingLists { get; init; } = true;

    /// <summary>Shortest time after which the server ends a watch; the longest is twice that.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long beyond its time a silent watch is waited for.</summary>
    public TimeSpan WatchGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time (±10 %) after which every object is reported again, from the store.</summary>
    public TimeSpan ResyncPeriod { get; init; } = TimeSpan.FromHours(10);

    /// <summary>Waits after the server refused.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>
    /// Waits while the server cannot be reached. A call of another that gets through ends them, so that they matter when
    /// nobody else calls: short enough to be back soon.
    /// </summary>
    public BackoffOptions OutageBackoff { get; init; } = new() { Longest = TimeSpan.FromSeconds(4) };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Seed of the jitter of waits and times; null draws another each time.</summary>
    public int? Seed { get; init; }
}
