namespace ImageForge.Kube;

/// <summary>Options of a <see cref="KubeClient"/>.</summary>
public sealed record KubeClientOptions
{
    /// <summary>The clock; tests replace it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Name and version sent as User-Agent.</summary>
    public string UserAgent { get; init; } = "imageforge";

    /// <summary>Timeout of a call including the body; of a watch, until the response headers.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Maximum calls per second, averaged over <see cref="Burst"/>; null (the default) relies on server-side fairness.
    /// Leases and events have their own limits, so that they do not wait for other calls.
    /// </summary>
    public double? CallsPerSecond { get; init; }

    /// <summary>Burst of calls before <see cref="CallsPerSecond"/> counts.</summary>
    public int Burst { get; init; } = 100;

    /// <summary>Idle time after which an HTTP/2 connection is pinged, and how long the answer may take.</summary>
    public (TimeSpan Delay, TimeSpan Timeout) Ping { get; init; } =
        (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));
}
