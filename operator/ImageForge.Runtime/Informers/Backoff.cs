namespace ImageForge.Runtime.Informers;

/// <summary>Growing waits between failures, with jitter so that many clients do not come back at once.</summary>
/// <param name="options">Shortest and longest wait, and the quiet time after which it starts over.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Jitter.</param>
public sealed class Backoff(BackoffOptions options, TimeProvider time, Random random)
{
    private TimeSpan _next = options.First;
    private long? _last;

    /// <summary>How long to wait now: the grown wait plus up to as much again.</summary>
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
