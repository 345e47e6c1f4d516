using ImageForge.Kube;

namespace ImageForge.Runtime.Queues;

/// <summary>Exponential back-off per key, and a rate limit for all keys.</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1000);

    private readonly Dictionary<ObjectKey, int> _failures = [];
    private readonly TokenBucket _bucket = new(perSecond: 10, burst: 100, time);

    /// <summary>Counts a failure and returns the delay.</summary>
    public TimeSpan Next(ObjectKey key)
    {
        var failures = _failures.GetValueOrDefault(key);
        _failures[key] = failures + 1;
        var own = Exponential(failures);
        var shared = _bucket.Take();
        return own > shared ? own : shared;
    }

    /// <summary>Failures since the last reset.</summary>
    public int Failures(ObjectKey key) => _failures.GetValueOrDefault(key);

    /// <summary>Resets the failures of a key.</summary>
    public void Forget(ObjectKey key) => _failures.Remove(key);

    // 5 ms · 2¹⁸ exceeds the maximum delay.
    private static TimeSpan Exponential(int failures) =>
        failures >= 18 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << failures, Longest.Ticks));
}

/// <summary>Priority of a key. A lower one waits while a higher one has keys.</summary>
public enum Priority
{
    /// <summary>Initial list and resyncs, of any object: they never delay a change.</summary>
    Background,

    /// <summary>Changes of objects that may wait.</summary>
    Low,

    /// <summary>Changes.</summary>
    Normal,

    /// <summary>Changes of objects that come first.</summary>
    High,
}
