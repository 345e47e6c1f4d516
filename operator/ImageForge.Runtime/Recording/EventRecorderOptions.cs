namespace ImageForge.Runtime.Recording;

/// <summary>Who records events and how many.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Who reports, as a qualified name such as <c>imageforge.dev/operator</c>.</summary>
    public required string ReportingController { get; init; }

    /// <summary>Which instance reports, such as the pod's name.</summary>
    public required string ReportingInstance { get; init; }

    /// <summary>Events that may wait to be written; more are dropped and counted.</summary>
    public int QueueSize { get; init; } = 1000;

    /// <summary>
    /// Repetitions within this time of the last belong to one series; its count is written when it begins, once a
    /// period after that, and at the end.
    /// </summary>
    public TimeSpan SeriesPeriod { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Different events about one object that are written at once; more are dropped and counted.</summary>
    public int ObjectBurst { get; init; } = 25;

    /// <summary>Time after which one more event about an object is written, once its burst is used up.</summary>
    public TimeSpan ObjectPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stop waits for events that are not written yet.</summary>
    public TimeSpan FlushTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
