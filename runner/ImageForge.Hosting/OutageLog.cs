namespace ImageForge.Hosting;

/// <summary>
/// Logs that something is unavailable when that begins, then now and then, and that it is available again. Thread-safe.
/// </summary>
/// <param name="interval">The least time between two lines that it is unavailable.</param>
/// <param name="time">The clock.</param>
/// <param name="unavailable">Logs that it is unavailable, and why.</param>
/// <param name="available">Logs that it is available again.</param>
public sealed class OutageLog(TimeSpan interval, TimeProvider time, Action<string> unavailable, Action available)
{
    private readonly Lock _lock = new();
    private long? _last;
    private bool _isOpen;

    /// <summary>A call failed.</summary>
    /// <param name="reason">Why.</param>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < interval)
            {
                return;
            }

            _last = time.GetTimestamp();
            _isOpen = true;
            unavailable(reason);
        }
    }

    /// <summary>A call succeeded.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                _isOpen = false;
                available();
            }
        }
    }
}
