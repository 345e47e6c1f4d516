using ImageForge.Kube;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Queues;

namespace ImageForge.Runtime.Controllers;

/// <summary>Options of a controller.</summary>
public sealed record ControllerOptions
{
    /// <summary>Number of concurrent reconciles.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>
    /// Priority of an object's changes; must be fast and not throw. Null: Normal for all. The initial list and resyncs
    /// are Background whatever it says.
    /// </summary>
    public Func<ObjectKey, Priority>? PriorityOf { get; init; }

    /// <summary>How long running reconciles may take on shutdown before they are cancelled.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Own writes that the caches must show before an object is reconciled again; null for none.</summary>
    public OwnWrites? Writes { get; init; }

    /// <summary>
    /// Availability of the API server: keys that failed because it was unavailable are requeued when it is back. Null
    /// to wait out the back-off.
    /// </summary>
    public Availability? Server { get; init; }

    /// <summary>Restarts failed workers; null to create one.</summary>
    public Supervisor? Supervisor { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
