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

    /// <summary>How long a stop waits for events that are not written yet.</summary>
    public TimeSpan FlushTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
