using System.Diagnostics.Metrics;

namespace ImageForge.Runtime.Diagnostics;

/// <summary>The instruments of the controller runtime.</summary>
public static class RuntimeMetrics
{
    /// <summary>Name of the meter, for exporters.</summary>
    public const string MeterName = "ImageForge.Runtime";

    private static readonly Meter Meter = new(MeterName);

    internal static UpDownCounter<int> QueueDepth { get; } =
        Meter.CreateUpDownCounter<int>("imageforge.queue.depth", "{key}", "Queued keys.");

    internal static Counter<long> QueueAdds { get; } =
        Meter.CreateCounter<long>("imageforge.queue.adds", "{key}", "Keys added to the queue.");

    internal static Counter<long> QueueRetries { get; } =
        Meter.CreateCounter<long>("imageforge.queue.retries", "{key}", "Keys requeued after an error.");

    internal static Histogram<double> QueueWait { get; } =
        Meter.CreateHistogram<double>("imageforge.queue.wait", "s", "Time a key waits in the queue.");

    internal static Histogram<double> ReconcileDuration { get; } =
        Meter.CreateHistogram<double>("imageforge.reconcile.duration", "s", "Duration of a reconcile.");

    internal static Counter<long> ReconcileErrors { get; } =
        Meter.CreateCounter<long>("imageforge.reconcile.errors", "{error}", "Failed reconciles.");

    internal static Counter<long> WatchRestarts { get; } =
        Meter.CreateCounter<long>("imageforge.watch.restarts", "{restart}", "Watches restarted after a failure.");

    internal static Counter<long> Relists { get; } =
        Meter.CreateCounter<long>("imageforge.watch.relists", "{list}", "Lists started, paged or streaming.");

    internal static Counter<long> LoopRestarts { get; } =
        Meter.CreateCounter<long>(
            "imageforge.loop.restarts",
            "{restart}",
            "Loops restarted after an unexpected error."
        );

    internal static Counter<long> UnexpectedErrors { get; } =
        Meter.CreateCounter<long>(
            "imageforge.unexpected.errors",
            "{error}",
            "Errors outside loops and reconciles, such as in timer callbacks."
        );

    internal static Counter<long> CallbackErrors { get; } =
        Meter.CreateCounter<long>(
            "imageforge.informer.errors",
            "{error}",
            "Failed index functions and subscribers of a cache."
        );

    internal static Counter<long> EventsDropped { get; } =
        Meter.CreateCounter<long>(
            "imageforge.events.dropped",
            "{event}",
            "Events dropped because the queue was full or over the quota."
        );
}
