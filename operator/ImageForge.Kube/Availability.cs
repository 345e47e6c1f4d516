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
    private int _failures;
    private long _answers;

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

    /// <summary>
    /// Whether two calls in a row failed: a single one among others that succeed is the matter of its caller.
    /// </summary>
    public bool IsDown
    {
        get
        {
            lock (_lock)
            {
                return _failures > 1;
            }
        }
    }

    /// <summary>How many calls were answered so far.</summary>
    public long Answers
    {
        get
        {
            lock (_lock)
            {
                return _answers;
            }
        }
    }

    /// <summary>A call failed while <see cref="IsDown"/>, and why, for the log.</summary>
    public event Action<string>? Failing;

    /// <summary>A call was answered, which ended <see cref="IsDown"/>.</summary>
    public event Action? Restored;

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

    /// <summary>
    /// Whether an exception of a call says that the server as a whole may be unavailable: it cannot be reached, is
    /// starting or stopping, a proxy failed, or the credentials are invalid.
    /// </summary>
    public static bool Concerns(Exception? failure) =>
        failure
            is KubeTransportException
                or KubeException { Code: 401 or 502 or 503 or 504, IsTooLargeResourceVersion: false };

    /// <summary>A call failed.</summary>
    /// <param name="problem">The category.</param>
    /// <param name="reason">The cause, for the log.</param>
    internal void Failed(string problem, string reason)
    {
        bool isDown;
        lock (_lock)
        {
            _problem = problem;
            isDown = ++_failures > 1;
        }
        if (isDown)
        {
            Failing?.Invoke(reason);
        }
    }

    /// <summary>A call succeeded.</summary>
    internal void Answered()
    {
        bool wasDown;
        TaskCompletionSource? recovered;
        lock (_lock)
        {
            _answers++;
            wasDown = _failures > 1;
            _failures = 0;
            recovered = Recover();
        }
        if (wasDown)
        {
            Restored?.Invoke();
        }
        recovered?.SetResult();
    }

    /// <summary>What completes when an answer ends an outage; null if there was none, or another one ended just before.</summary>
    private TaskCompletionSource? Recover()
    {
        if (_problem is null)
        {
            return null;
        }
        _problem = null;
        if (_lastRecovery is { } last && _time.GetElapsedTime(last) < BetweenRecoveries)
        {
            return null;
        }
        _lastRecovery = _time.GetTimestamp();
        var recovered = _recovered;
        _recovered = NewSignal();
        return recovered;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Tells the failures of one caller from those of a server that is unavailable to all, which are logged once for all
/// (<see cref="Availability.Failing"/>). Not thread-safe.
/// </summary>
/// <param name="server">The server.</param>
public sealed class CallerFailures(Availability server)
{
    // The server's answers to anybody at the last failure; null after a success.
    private long? _answers;

    /// <summary>
    /// Whether a failure is the caller's own: it says nothing about the server as a whole, or the server has answered
    /// others since the caller last failed.
    /// </summary>
    public bool IsOwn(Exception? failure)
    {
        if (!Availability.Concerns(failure))
        {
            return true;
        }
        var answers = server.Answers;
        var isOwn = _answers is { } before && before != answers;
        _answers = answers;
        return isOwn;
    }

    /// <summary>A call of the caller succeeded.</summary>
    public void Succeeded() => _answers = null;
}
