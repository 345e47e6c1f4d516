namespace ImageForge.Kube;

/// <summary>Spreads uses evenly over time beyond a burst: each use is told how long to wait.</summary>
/// <param name="perSecond">Uses a second.</param>
/// <param name="burst">Uses that may happen at once after a pause.</param>
/// <param name="time">The clock.</param>
public sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one use and returns how long to wait before it; zero while the burst lasts.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + time.GetElapsedTime(_at, now).TotalSeconds * perSecond) - 1;
            _at = now;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
        }
    }
}
