namespace ImageForge.Kube;

/// <summary>
/// Whether calls to the API server get through, as all users of one <see cref="KubeClient"/> see it: the first call that does
/// ends the back-off of the others. Safe for concurrent use.
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
    /// The kind of problem that the last call did not get through for; null when it did, or before the first. Without paths,
    /// output of programs or the server's words, which the call's exception has: this is shown to everybody.
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

    /// <summary>Completes when a call gets through again after others have not; a new task follows each recovery.</summary>
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

    /// <summary>Waits for a time, or less: until shortly after the server can be reached again.</summary>
    /// <param name="wait">The longest time.</param>
    /// <param name="jitter">How long after a recovery, so that not all clients call in one moment.</param>
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

    /// <summary>A call did not get through.</summary>
    internal void Failed(string problem)
    {
        lock (_lock)
        {
            _problem = problem;
        }
    }

    /// <summary>A call was answered by a server that works.</summary>
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
