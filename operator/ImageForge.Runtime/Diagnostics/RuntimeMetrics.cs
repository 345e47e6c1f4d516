using System.Diagnostics.Metrics;

namespace ImageForge.Runtime.Diagnostics;

/// <summary>The instruments of the controller runtime.</summary>
public static class RuntimeMetrics
{
    /// <summary>Name of the meter, for exporters.</summary>
    public const string MeterName = "ImageForge.Runtime";

    private static readonly Meter Meter = new(MeterName);

    internal static UpDownCounter<int> QueueDepth { get; } =
        Meter.CreateUpDownCounter<int>("imageforge.queue.depth", "{key}", "Keys that wait for a worker.");

    internal static Counter<long> QueueAdds { get; } =
        Meter.CreateCounter<long>("imageforge.queue.adds", "{key}", "Keys put into the queue.");

    internal static Counter<long> QueueRetries { get; } =
        Meter.CreateCounter<long>("imageforge.queue.retries", "{key}", "Keys put back after an error.");

    internal static Histogram<double> QueueWait { get; } =
        Meter.CreateHistogram<double>("imageforge.queue.wait", "s", "Time from a key's entry to a worker's taking it.");

    internal static Histogram<double> ReconcileDuration { get; } =
        Meter.CreateHistogram<double>("imageforge.reconcile.duration", "s", "Time that one reconcile took.");

    internal static Counter<long> ReconcileErrors { get; } =
        Meter.CreateCounter<long>("imageforge.reconcile.errors", "{error}", "Reconciles that threw.");

    internal static Counter<long> WatchRestarts { get; } =
        Meter.CreateCounter<long>("imageforge.watch.restarts", "{restart}", "Watches begun anew after a failure.");

    internal static Counter<long> Relists { get; } =
        Meter.CreateCounter<long>("imageforge.watch.relists", "{list}", "Lists (plain or streaming) begun.");

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
            "Errors outside loops and reconciles, such as in a timer's callback."
        );

    internal static Counter<long> CallbackErrors { get; } =
        Meter.CreateCounter<long>(
            "imageforge.informer.errors",
            "{error}",
            "Indexes and subscribers of a cache that threw for one object."
        );

    internal static Counter<long> EventsDropped { get; } =
        Meter.CreateCounter<long>("imageforge.events.dropped", "{event}", "Events dropped because too many waited.");
}
