namespace ImageForge.Runtime.Informers;

/// <summary>Exponential back-off with jitter.</summary>
/// <param name="options">Minimum, maximum and reset time.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Jitter.</param>
public sealed class Backoff(BackoffOptions options, TimeProvider time, Random random)
{
    private TimeSpan _next = options.First;
    private long? _last;

    /// <summary>The next delay: the base delay plus jitter of up to 100 %.</summary>
    public TimeSpan Next()
    {
        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last, now) >= options.ResetAfter)
        {
            _next = options.First;
        }
        _last = now;
        var wait = _next * (1 + random.NextDouble());
        _next = _next * 2 > options.Longest ? options.Longest : _next * 2;
        return wait;
    }
}

/// <summary>Options of an exponential back-off.</summary>
public sealed record BackoffOptions
{
    /// <summary>Initial delay, without jitter.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Maximum delay, without jitter.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time without failure after which the delay is reset.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromMinutes(2);
}
