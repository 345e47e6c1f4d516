using ImageForge.Kube;
using ImageForge.Runtime.Hosting;

namespace ImageForge.Runtime.Controllers;

/// <summary>Options of a controller.</summary>
public sealed record ControllerOptions
{
    /// <summary>Number of concurrent reconciles.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>Timeout for the caches to sync at start.</summary>
    public TimeSpan SyncTimeout { get; init; } = TimeSpan.FromMinutes(2);

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
