using System.Collections.Concurrent;
using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Controllers;

/// <summary>
/// Calls a reconciler for each object that changes: several objects at once, one object never twice at once, failures
/// again and again, later each time.
/// </summary>
public sealed class Controller : IDisposable
{
    // A change of the cache enqueues a postponed key anyhow; this only bounds the wait when none comes.
    private static readonly TimeSpan Postponement = TimeSpan.FromMilliseconds(200);

    private readonly IReconciler _reconciler;
    private readonly ControllerOptions _options;
    private readonly ILogger _logger;
    private readonly WorkQueue _queue;
    private readonly List<IInformer> _informers = [];
    private readonly Supervisor _supervisor;

    /// <summary>Keys whose last reconcile failed because the API server could not be reached.</summary>
    private readonly ConcurrentDictionary<ObjectKey, bool> _unreachable = new();
    private readonly KeyValuePair<string, object?> _tag;

    /// <summary>Makes a controller that watches nothing yet.</summary>
    /// <param name="name">For logs and metrics.</param>
    /// <param name="reconciler">What to do.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <param name="options">Workers and times.</param>
    public Controller(string name, IReconciler reconciler, ILogger logger, ControllerOptions? options = null)
    {
        Name = name;
        _reconciler = reconciler;
        _logger = logger;
        _options = options ?? new ControllerOptions();
        _supervisor = _options.Supervisor ?? new Supervisor(logger, _options.Time);
        _queue = new WorkQueue(name, _options.Time, e => _supervisor.Report($"The queue of {name}", e));
        _tag = new("controller", name);
    }

    /// <summary>Name for logs and metrics.</summary>
    public string Name { get; }

    /// <summary>Reconciles the objects of this informer.</summary>
    /// <returns>This controller.</returns>
    public Controller For<T>(Informer<T> informer)
        where T : class, IKubeObject => Watch(informer, change => [change.Key]);

    /// <summary>Reconciles the owner when an object changes that it manages, or has managed before the change.</summary>
    /// <param name="informer">The owned objects.</param>
    /// <param name="owner">The owner's kind; its group and kind must match.</param>
    /// <returns>This controller.</returns>
    public Controller Owns<T, TOwner>(Informer<T> informer, ResourceType<TOwner> owner)
        where T : class, IKubeObject
        where TOwner : IKubeObject =>
        Watch(
            informer,
            change =>
                new[] { Owners.Of(change.Old, owner.Group, owner.Kind), Owners.Of(change.New, owner.Group, owner.Kind) }
                    .OfType<ObjectKey>()
                    .Distinct()
        );

    /// <summary>Reconciles the objects that a function names when something changes. Only before the start.</summary>
    /// <param name="informer">What to watch.</param>
    /// <param name="keys">Which objects to reconcile after a change; must be quick and not throw.</param>
    /// <returns>This controller.</returns>
    public Controller Watch<T>(Informer<T> informer, Func<Change<T>, IEnumerable<ObjectKey>> keys)
        where T : class, IKubeObject
    {
        _informers.Add(informer);
        informer.Subscribe(change =>
        {
            foreach (var key in keys(change))
            {
                _queue.Add(key, change.IsBackground ? Priority.Low : Priority.Normal);
            }
        });
        return this;
    }

    /// <summary>Reconciles an object now, or after a time, because of something that no informer shows.</summary>
    public void Enqueue(ObjectKey key, TimeSpan delay = default) => _queue.AddAfter(key, delay);

    /// <summary>
    /// Works until cancelled, then lets running reconciles end. Begins when all caches are filled.
    /// </summary>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="abort">Cancels running reconciles at once.</param>
    /// <exception cref="SyncTimeoutException">A cache was not filled in time.</exception>
    public async Task RunAsync(CancellationToken cancellation, CancellationToken abort = default)
    {
        await SyncAsync(cancellation);
        Log.Started(_logger, Name, _options.Workers);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var recovery = _options.Server is { } server
            ? _supervisor.RunAsync($"Recovery of {Name}", token => RecoverAsync(server, token), ended.Token)
            : Task.CompletedTask;
        using var drained = CancellationTokenSource.CreateLinkedTokenSource(abort);
        await using var stop = cancellation.Register(() =>
        {
            _queue.Close();
            drained.CancelAfter(_options.DrainTimeout);
        });
        await Task.WhenAll(
            Enumerable
                .Range(0, _options.Workers)
                // A closed queue ends them, and no cancellation: running reconciles are let to end.
                .Select(_ => _supervisor.RunAsync($"A worker of {Name}", _ => WorkAsync(drained.Token), drained.Token))
        );
        await ended.CancelAsync();
        await recovery;
        Log.Stopped(_logger, Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

    private async Task SyncAsync(CancellationToken cancellation)
    {
        foreach (var informer in _informers)
        {
            try
            {
                await informer.Synced.WaitAsync(_options.SyncTimeout, _options.Time, cancellation);
            }
            catch (TimeoutException)
            {
                throw new SyncTimeoutException(
                    $"{Name}: the cache of {informer.Name} was not filled within {_options.SyncTimeout.TotalSeconds:0} s."
                );
            }
        }
    }

    private async Task WorkAsync(CancellationToken drained)
    {
        while (await _queue.TakeAsync(CancellationToken.None) is { } key)
        {
            try
            {
                await ReconcileAsync(key, drained);
            }
            finally
            {
                _queue.Done(key);
            }
        }
    }

    /// <summary>Looks again at once at what failed for want of the API server, when that is back.</summary>
    private async Task RecoverAsync(Availability server, CancellationToken cancellation)
    {
        var next = server.Recovered;
        while (true)
        {
            await next.WaitAsync(cancellation);
            // Before the keys are taken: one that fails meanwhile belongs to the next recovery.
            next = server.Recovered;
            foreach (var key in _unreachable.Keys)
            {
                if (_unreachable.TryRemove(key, out _))
                {
                    _queue.Forget(key);
                    _queue.Add(key);
                }
            }
        }
    }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken drained)
    {
        var begun = _options.Time.GetTimestamp();
        try
        {
            if (_options.Writes?.ArePending(key) == true)
            {
                _queue.AddAfter(key, Postponement);
                return;
            }
            var result = await _reconciler.ReconcileAsync(key, drained);
            _queue.Forget(key);
            _unreachable.TryRemove(key, out _);
            if (result.RequeueAfter is { } delay)
            {
                _queue.AddAfter(key, delay);
            }
        }
        catch (OperationCanceledException) when (drained.IsCancellationRequested)
        {
            Log.Interrupted(_logger, Name, key);
        }
        catch (Exception e) when (e is KubeTransportException or KubeException { IsTransient: true })
        {
            _unreachable[key] = true;
            RuntimeMetrics.ReconcileErrors.Add(1, _tag, new("error", "transient"));
            Log.Unavailable(_logger, Name, key, _queue.AddRateLimited(key).TotalSeconds, e.Message);
        }
        catch (TerminalException e)
        {
            RuntimeMetrics.ReconcileErrors.Add(1, _tag, new("error", "terminal"));
            Log.Terminal(_logger, Name, key, e);
            _queue.Forget(key);
        }
        catch (KubeException e) when (e.IsConflict)
        {
            // Somebody else has written: routine, and mended by looking again.
            RuntimeMetrics.ReconcileErrors.Add(1, _tag, new("error", "conflict"));
            Log.Conflict(_logger, Name, key, _queue.AddRateLimited(key).TotalSeconds);
        }
        catch (Exception e)
        {
            RuntimeMetrics.ReconcileErrors.Add(1, _tag, new("error", "transient"));
            Log.Transient(_logger, Name, key, _queue.AddRateLimited(key).TotalSeconds, e);
        }
        finally
        {
            RuntimeMetrics.ReconcileDuration.Record(_options.Time.GetElapsedTime(begun).TotalSeconds, _tag);
        }
    }
}
