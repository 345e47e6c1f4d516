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

    /// <summary>
    /// Idle time after which a connection is probed (by HTTP/2 pings for watches, by TCP keep-alive for calls), and how long
    /// the answer may take.
    /// </summary>
    public (TimeSpan Delay, TimeSpan Timeout) Ping { get; init; } =
        (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));
}

/// <summary>Which part of a container's log is read.</summary>
public sealed record LogOptions
{
    /// <summary>The container; may be absent for pods with one.</summary>
    public string? Container { get; init; }

    /// <summary>Follow the log until the container terminates.</summary>
    public bool Follow { get; init; }

    /// <summary>Log of the previous container instance.</summary>
    public bool Previous { get; init; }

    /// <summary>Only this many lines from the end.</summary>
    public int? TailLines { get; init; }

    /// <summary>Prefix each line with its timestamp.</summary>
    public bool Timestamps { get; init; }
}

/// <summary>Token bucket rate limiter.</summary>
/// <param name="perSecond">Tokens per second.</param>
/// <param name="burst">Maximum burst.</param>
/// <param name="time">The clock.</param>
public sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes a token and returns the delay before it may be used; zero within the burst.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            Refill();
            _tokens--;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
        }
    }

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            Refill();
            if (_tokens < 1)
            {
                return false;
            }
            _tokens--;
            return true;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + time.GetElapsedTime(_at, now).TotalSeconds * perSecond);
        _at = now;
    }
}
