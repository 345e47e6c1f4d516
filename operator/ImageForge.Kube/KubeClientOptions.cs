namespace ImageForge.Kube;

/// <summary>How a <see cref="KubeClient"/> behaves.</summary>
public sealed record KubeClientOptions
{
    /// <summary>The clock; tests replace it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Name and version sent as User-Agent.</summary>
    public string UserAgent { get; init; } = "imageforge";

    /// <summary>How long one call may take until it is answered in full; a watch, until its headers come.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Most calls a second, averaged over <see cref="Burst"/>; null (the default) leaves fairness to the server.
    /// Leases and events have budgets of their own, so that neither waits for other calls.
    /// </summary>
    public double? CallsPerSecond { get; init; }

    /// <summary>Calls that may be made at once before <see cref="CallsPerSecond"/> counts.</summary>
    public int Burst { get; init; } = 100;

    /// <summary>Idle time after which an HTTP/2 connection is pinged, and how long the answer may take.</summary>
    public (TimeSpan Delay, TimeSpan Timeout) Ping { get; init; } =
        (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));
}
