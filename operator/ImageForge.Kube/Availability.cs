namespace ImageForge.Kube;

/// <summary>
/// Whether calls to the API server get through, shared by all users of a <see cref="KubeClient"/>: the first successful
/// call ends the back-off of the others. Thread-safe.
/// </summary>
public sealed class Availability
{
    /// <summary>A server that answers now well and now badly must not make its clients call faster than this.</summary>
    private static readonly TimeSpan BetweenRecoveries = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private TaskCompletionSource _recovered = NewSignal();
    private string? _problem;
    private long? _lastRecovery;

    internal Availability(TimeProvider time) => _time = time;

    /// <summary>
    /// Why the last call failed; null if it succeeded, or before the first call. A category without
    /// paths, program output or server messages, since readiness shows it to everybody.
    /// </summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _problem;
            }
        }
    }

    /// <summary>Completes when a call succeeds after an outage; each recovery is followed by a new task.</summary>
    public Task Recovered
    {
        get
        {
            lock (_lock)
            {
                return _recovered.Task;
            }
        }
    }

    /// <summary>Waits, but not longer than until shortly after the server has recovered.</summary>
    /// <param name="wait">The longest time.</param>
    /// <param name="jitter">Delay after a recovery, so that not all clients call at once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task WaitAsync(TimeSpan wait, TimeSpan jitter, CancellationToken cancellation)
    {
        var recovered = Recovered;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var delay = Task.Delay(wait, _time, enough.Token);
        if (await Task.WhenAny(delay, recovered) == delay)
        {
            await delay;
            return;
        }
        await enough.CancelAsync();
        await Task.Delay(jitter < wait ? jitter : wait, _time, cancellation);
    }

    /// <summary>A call failed.</summary>
    internal void Failed(string problem)
    {
        lock (_lock)
        {
            _problem = problem;
        }
    }

    /// <summary>A call succeeded.</summary>
    internal void Answered()
    {
        TaskCompletionSource recovered;
        lock (_lock)
        {
            if (_problem is null)
            {
                return;
            }
            _problem = null;
            if (_lastRecovery is { } last && _time.GetElapsedTime(last) < BetweenRecoveries)
            {
                return;
            }
            _lastRecovery = _time.GetTimestamp();
            recovered = _recovered;
            _recovered = NewSignal();
        }
        recovered.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
