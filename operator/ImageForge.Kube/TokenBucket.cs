namespace ImageForge.Kube;

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
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + time.GetElapsedTime(_at, now).TotalSeconds * perSecond) - 1;
            _at = now;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
        }
    }
}
