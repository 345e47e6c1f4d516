using System.Globalization;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Election;

/// <summary>Leader election with a Lease.</summary>
/// <remarks>Not KubernetesClient's: when stopped, it keeps the lease and still says that it leads (LibraryElectionTests).</remarks>
public sealed class LeaderElector
{
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(5);

    private readonly KubeClient _client;
    private readonly LeaderElectionOptions _options;
    private readonly ILogger _logger;
    private readonly long _origin;
    private readonly CallerFailures _failures;
    private ElectionState _state = new();
    private volatile string? _problem;
    private string? _logged;

    /// <summary>Creates a candidate.</summary>
    /// <param name="client">The API client.</param>
    /// <param name="options">Lease, identity and timing.</param>
    /// <param name="logger">Logger.</param>
    public LeaderElector(KubeClient client, LeaderElectionOptions options, ILogger logger)
    {
        _client = client;
        _options = options;
        _logger = logger;
        _failures = new CallerFailures(client.Availability);
        _origin = options.Time.GetTimestamp();
    }

    /// <summary>Whether this process is the leader.</summary>
    public bool IsLeader => Volatile.Read(ref _state).IsLeading(Now.Elapsed);

    /// <summary>
    /// Why this process can neither lead nor see who does; null if it can. Without messages of the server, since
    /// readiness shows it to everybody.
    /// </summary>
    public string? Problem => _problem;

    /// <summary>That another process leads, and since when; null if this one does.</summary>
    public string? Standby =>
        Volatile.Read(ref _state) is var state
        && !state.IsLeading(Now.Elapsed)
        && state.Lease?.Spec is { HolderIdentity: { Length: > 0 } holder } held
        && holder != _options.Identity
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Lease {_options.Namespace}/{_options.Name} is held by {holder} since {held.AcquireTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
            )
            : null;

    private Moment Now => new(_options.Time.GetElapsedTime(_origin), _options.Time.GetUtcNow());

    /// <summary>
    /// Acquires the Lease, runs the work while renewing it, and releases it afterwards.
    /// </summary>
    /// <param name="lead">The work. Its token is cancelled when <paramref name="cancellation"/> is, or when the Lease is lost.</param>
    /// <param name="cancellation">Cancels the wait or the work.</param>
    /// <exception cref="LeadershipLostException">The Lease was lost; the work was cancelled.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellation)
    {
        if (!await AcquireAsync(cancellation))
        {
            return;
        }
        Log.Leading(_logger, _options.Identity, _options.Name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var renewing = new CancellationTokenSource();
        var work = lead(stop.Token);
        // Keeps renewing while the work drains: another replica must not start before.
        var renewal = RenewAsync(renewing.Token);
        await Task.WhenAny(work, renewal);
        if (renewal.IsCompleted)
        {
            Log.Lost(_logger, _options.Identity, _options.Name);
            await stop.CancelAsync();
            await SettledAsync(work);
            throw new LeadershipLostException(
                $"Failed to renew leader lease {_options.Namespace}/{_options.Name} in time."
            );
        }
        await renewing.CancelAsync();
        await renewal;
        await ReleaseAsync();
        await work;
    }

    private async Task<bool> AcquireAsync(CancellationToken cancellation)
    {
        try
        {
            ElectionInput input = new ElectionInput.Due();
            while (!IsLeader)
            {
                input = await ActAsync(Step(input), cancellation);
                LogOnce(Standby, line => Log.Standby(_logger, line));
                if (input is ElectionInput.Written)
                {
                    Step(input);
                }
            }
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Completes when the Lease is lost or on cancellation.</summary>
    private async Task RenewAsync(CancellationToken cancellation)
    {
        ElectionAction action = new ElectionAction.Wait(_options.RetryPeriod);
        try
        {
            while (IsLeader)
            {
                action = Step(await ActAsync(action, cancellation));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    private ElectionAction Step(ElectionInput input)
    {
        var (state, action) = LeaderElection.Step(_state, input, Now, _options);
        Volatile.Write(ref _state, state);
        return action;
    }

    private async Task<ElectionInput> ActAsync(ElectionAction action, CancellationToken cancellation)
    {
        if (action is ElectionAction.Wait wait)
        {
            var left = _state.LeadUntil - Now.Elapsed;
            await Task.Delay(
                wait.Delay > left && left > TimeSpan.Zero ? left.Value : wait.Delay,
                _options.Time,
                cancellation
            );
            return new ElectionInput.Due();
        }
        using var timeout = new CancellationTokenSource(
            LeaderElection.CallTime(_state, Now.Elapsed, _options),
            _options.Time
        );
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var input = await CallAsync(action, both.Token);
            _problem = null;
            _failures.Succeeded();
            return input;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Fail(null, "timed out");
            return new ElectionInput.Failed();
        }
        catch (Exception e) when (e is KubeException or KubeTransportException)
        {
            Fail(e, e.Message);
            return new ElectionInput.Failed();
        }
        // Retried until the renew deadline.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RuntimeMetrics.LoopRestarts.Add(1, new KeyValuePair<string, object?>("loop", "leader election"));
            Log.CallFailedUnexpectedly(_logger, _options.Name, e);
            return new ElectionInput.Failed();
        }
    }

    /// <summary>Logs a cause once, not with each retry; a renewal that fails may be followed by a loss, so it is always logged.</summary>
    private void Fail(Exception? error, string message)
    {
        _problem = error switch
        {
            KubeException { IsForbidden: true } =>
                $"Lease {_options.Namespace}/{_options.Name}: forbidden; grant the operator's ServiceAccount get, create and update.",
            KubeException { IsTransient: false } answer =>
                $"Lease {_options.Namespace}/{_options.Name}: refused with code {answer.Code}.",
            // Readiness says that the API server is unavailable.
            _ => null,
        };
        if (IsLeader)
        {
            Log.CallFailed(_logger, _options.Name, message);
        }
        // That the API server is down is logged once for all.
        else if (_failures.IsOwn(error))
        {
            LogOnce(message, line => Log.CallFailed(_logger, _options.Name, line));
        }
    }

    private void LogOnce(string? line, Action<string> log)
    {
        if (line is not null && line != _logged)
        {
            _logged = line;
            log(line);
        }
    }

    private async Task<ElectionInput> CallAsync(ElectionAction action, CancellationToken cancellation)
    {
        try
        {
            return action switch
            {
                ElectionAction.Get => new ElectionInput.Read(
                    await _client.GetAsync(
                        CoreResources.Leases,
                        new ObjectKey(_options.Namespace, _options.Name),
                        cancellation
                    )
                ),
                ElectionAction.Create { Lease: var lease } => new ElectionInput.Written(
                    await _client.CreateAsync(CoreResources.Leases, lease, cancellation)
                ),
                ElectionAction.Replace { Lease: var lease } => new ElectionInput.Written(
                    await _client.ReplaceAsync(CoreResources.Leases, lease, cancellation)
                ),
                _ => throw new InvalidOperationException($"{action.GetType().Name} is not a call."),
            };
        }
        catch (KubeException e) when (e.IsNotFound && action is ElectionAction.Get)
        {
            return new ElectionInput.Read(null);
        }
        catch (KubeException e) when (e.IsConflict || e.IsAlreadyExists || e.IsNotFound)
        {
            return new ElectionInput.Conflict();
        }
    }

    private async Task ReleaseAsync()
    {
        if (!IsLeader || _state.Lease is not { } held)
        {
            return;
        }
        using var timeout = new CancellationTokenSource(ReleaseTime, _options.Time);
        try
        {
            try
            {
                await _client.ReplaceAsync(CoreResources.Leases, LeaderElection.Released(held, Now), timeout.Token);
            }
            catch (KubeException e) when (e.IsConflict)
            {
                // The renewal that the end of the work cut off was applied.
                var key = new ObjectKey(_options.Namespace, _options.Name);
                var current = await _client.GetAsync(CoreResources.Leases, key, timeout.Token);
                if (current.Spec?.HolderIdentity == _options.Identity)
                {
                    var released = LeaderElection.Released(current, Now);
                    await _client.ReplaceAsync(CoreResources.Leases, released, timeout.Token);
                }
            }
            Log.Released(_logger, _options.Identity, _options.Name);
        }
        catch (Exception e)
        {
            // The Lease expires by itself; failover takes a little longer.
            Log.CallFailed(_logger, _options.Name, e.Message);
        }
        Volatile.Write(ref _state, new ElectionState());
    }

    /// <summary>Waits for the work to end and ignores its result: the loss of the Lease is reported.</summary>
    private async Task SettledAsync(Task work)
    {
        var left = _options.LeaseDuration - _options.RenewDeadline;
        await Task.WhenAny(work, Task.Delay(left, _options.Time));
        if (work.Exception is { } error)
        {
            Log.WorkFailed(_logger, _options.Name, error);
        }
    }
}
