using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// A level-triggered loop: changes of the store become keys, and each key is reconciled from what the store holds by
/// then. A reconcile that throws is logged and tried again, later each time.
/// </summary>
internal abstract partial class Controller : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ObjectKey, int> _failures = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _logger;
    private Task _running = Task.CompletedTask;

    protected Controller(ObjectStore store, TimeProvider time, ILogger logger)
    {
        Store = store;
        Time = time;
        _logger = logger;
        Queue = new KeyQueue<ObjectKey>(time);
    }

    protected ObjectStore Store { get; }

    protected TimeProvider Time { get; }

    protected KeyQueue<ObjectKey> Queue { get; }

    /// <summary>Starts with everything that the store's history holds.</summary>
    public void Start() =>
        _running = Task.WhenAll(Task.Run(() => FollowAsync(_stop.Token)), Task.Run(() => WorkAsync(_stop.Token)));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Queue.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Which resource this controller follows; all of them with null.</summary>
    protected abstract ResourceId? Watched { get; }

    /// <summary>Turns one change into keys.</summary>
    protected abstract void Observe(StoreEvent change);

    /// <summary>Brings one object to where it should be.</summary>
    protected abstract void Reconcile(ObjectKey key);

    private async Task FollowAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var change in Store.Watch(Watched, null, 0, cancel))
            {
                Observe(change);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
        catch (Exception e)
        {
            LogStopped(GetType().Name, e);
            throw;
        }
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var key in Queue.TakeAsync(cancel))
            {
                Try(key);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
    }

    private void Try(ObjectKey key)
    {
        try
        {
            Reconcile(key);
            _failures.Remove(key);
        }
#pragma warning disable CA1031 // One object that cannot be reconciled must not stop the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            LogFailed(GetType().Name, key.Namespace, key.Name, failures, e);
            var delay = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 20));
            Queue.AddAt(key, Time.GetUtcNow() + (delay < LastRetry ? delay : LastRetry));
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "{Controller}: {Namespace}/{Name} could not be reconciled, attempt {Attempt}")]
    private partial void LogFailed(string controller, string? @namespace, string name, int attempt, Exception e);

    [LoggerMessage(3002, LogLevel.Critical, "{Controller}: no longer follows the store")]
    private partial void LogStopped(string controller, Exception e);
}
