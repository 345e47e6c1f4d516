using ImageForge.Kube;

namespace ImageForge.Runtime.Queues;

/// <summary>How long a key waits after an error: longer each time, and all keys together at a bounded rate.</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1000);

    private readonly Dictionary<ObjectKey, int> _failures = [];
    private readonly TokenBucket _bucket = new(perSecond: 10, burst: 100, time);

    /// <summary>Counts a failure and returns the wait.</summary>
    public TimeSpan Next(ObjectKey key)
    {
        var failures = _failures.GetValueOrDefault(key);
        _failures[key] = failures + 1;
        var own = Exponential(failures);
        var shared = _bucket.Take();
        return own > shared ? own : shared;
    }

    /// <summary>Failures counted since the key was forgotten last.</summary>
    public int Failures(ObjectKey key) => _failures.GetValueOrDefault(key);

    /// <summary>The key has done well.</summary>
    public void Forget(ObjectKey key) => _failures.Remove(key);

    // 5 ms · 2¹⁸ is beyond the longest wait: a larger exponent need not be computed.
    private static TimeSpan Exponential(int failures) =>
        failures >= 18 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << failures, Longest.Ticks));
}
