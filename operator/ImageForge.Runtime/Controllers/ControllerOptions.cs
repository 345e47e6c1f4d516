using ImageForge.Kube;
using ImageForge.Runtime.Hosting;

namespace ImageForge.Runtime.Controllers;

/// <summary>How a controller works.</summary>
public sealed record ControllerOptions
{
    /// <summary>Objects that are reconciled at once.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>How long to wait for the caches at start.</summary>
    public TimeSpan SyncTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long running reconciles may go on after a stop before they are cancelled.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Writes that the caches must have seen before an object is looked at again; null if nobody records any.</summary>
    public OwnWrites? Writes { get; init; }

    /// <summary>
    /// The API server: what failed because it could not be reached is tried again as soon as it can be. Null to wait out every
    /// back-off.
    /// </summary>
    public Availability? Server { get; init; }

    /// <summary>Restarts workers that fail; null for one of the controller's own.</summary>
    public Supervisor? Supervisor { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
