using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Election;

/// <summary>Lets one of several processes work at a time.</summary>
public sealed class LeaderElector
{
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(5);

    private readonly KubeClient _client;
    private readonly LeaderElectionOptions _options;
    private readonly ILogger _logger;
    private readonly long _origin;
    private ElectionState _state = new();

    /// <summary>Makes a candidate.</summary>
    /// <param name="client">The server that keeps the Lease.</param>
    /// <param name="options">Which Lease, who we are, how fast.</param>
    /// <param name="logger">Where gain and loss are told.</param>
    public LeaderElector(KubeClient client, LeaderElectionOptions options, ILogger logger)
    {
        _client = client;
        _options = options;
        _logger = logger;
        _origin = options.Time.GetTimestamp();
    }

    /// <summary>True while we lead.</summary>
    public bool IsLeader => Volatile.Read(ref _state).IsLeading(Now.Elapsed);

    private Moment Now => new(_options.Time.GetElapsedTime(_origin), _options.Time.GetUtcNow());

    /// <summary>
    /// Waits for the Lease, then works while renewing it, and releases it once the work has ended.
    /// </summary>
    /// <param name="lead">The work. Its token is cancelled when <paramref name="cancellation"/> is, or when the Lease is lost.</param>
    /// <param name="cancellation">Stops the wait or the work.</param>
    /// <exception cref="LeadershipLostException">The Lease was lost; the work has been told to stop.</exception>
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
        // Goes on while the work winds down: another must not begin before that has ended.
        var renewal = RenewAsync(renewing.Token);
        await Task.WhenAny(work, renewal);
        if (renewal.IsCompleted)
        {
            Log.Lost(_logger, _options.Identity, _options.Name);
            await stop.CancelAsync();
            await Settled(work);
            throw new LeadershipLostException(
                $"The Lease {_options.Namespace}/{_options.Name} was not renewed in time."
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

    /// <summary>Ends when the Lease is lost, or when cancelled.</summary>
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
            return await CallAsync(action, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Log.CallFailed(_logger, _options.Name, "no answer in time");
            return new ElectionInput.Failed();
        }
        catch (Exception e) when (e is KubeException or KubeTransportException)
        {
            Log.CallFailed(_logger, _options.Name, e.Message);
            return new ElectionInput.Failed();
        }
        // Whatever a call throws, the next one may succeed; meanwhile the Lease's time runs.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RuntimeMetrics.LoopRestarts.Add(1, new KeyValuePair<string, object?>("loop", "leader election"));
            Log.CallFailedUnexpectedly(_logger, _options.Name, e);
            return new ElectionInput.Failed();
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
                _ => throw new InvalidOperationException($"{action.GetType().Name} is no call."),
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
            await _client.ReplaceAsync(CoreResources.Leases, LeaderElection.Released(held, Now), timeout.Token);
            Log.Released(_logger, _options.Identity, _options.Name);
        }
        catch (Exception e)
        {
            // It then expires by itself; the next leader comes a little later.
            Log.CallFailed(_logger, _options.Name, e.Message);
        }
        Volatile.Write(ref _state, new ElectionState());
    }

    /// <summary>Waits for the work to end, whatever comes of it: the loss of the Lease is what is told.</summary>
    private async Task Settled(Task work)
    {
        var left = _options.LeaseDuration - _options.RenewDeadline;
        await Task.WhenAny(work, Task.Delay(left, _options.Time));
        if (work.Exception is { } error)
        {
            Log.WorkFailed(_logger, _options.Name, error);
        }
    }
}
