using System.Collections.Concurrent;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Queues;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Controllers;

/// <summary>
/// Calls a reconciler for each changed object: concurrently for different objects, never concurrently for the same one,
/// with exponential back-off after failures.
/// </summary>
public sealed class Controller : IDisposable
{
    // A cache change enqueues a postponed key anyway; this bounds the wait if there is none.
    private static readonly TimeSpan Postponement = TimeSpan.FromMilliseconds(200);

    private readonly IReconciler _reconciler;
    private readonly ControllerOptions _options;
    private readonly ILogger _logger;
    private readonly WorkQueue _queue;
    private readonly List<IInformer> _informers = [];
    private readonly Supervisor _supervisor;

    /// <summary>Keys whose last reconcile failed because the API server could not be reached.</summary>
    private readonly ConcurrentDictionary<ObjectKey, bool> _unreachable = new();
    private readonly MissingPermissions _permissions = new();
    private readonly KeyValuePair<string, object?> _tag;

    /// <summary>Creates a controller without watches.</summary>
    /// <param name="name">For logs and metrics.</param>
    /// <param name="reconciler">The reconciler.</param>
    /// <param name="logger">Logger.</param>
    /// <param name="options">Workers and times.</param>
    public Controller(string name, IReconciler reconciler, ILogger logger, ControllerOptions? options = null)
    {
        Name = name;
        _reconciler = reconciler;
        _logger = logger;
        _options = options ?? new ControllerOptions();
        _supervisor = _options.Supervisor ?? new Supervisor(logger, _options.Time);
        _queue = new WorkQueue(name, _options.Time, e => _supervisor.Report($"Queue {name}", e), _options.PriorityOf);
        _tag = new("controller", name);
    }

    /// <summary>Name for logs and metrics.</summary>
    public string Name { get; }

    /// <summary>Whether objects wait for a worker.</summary>
    internal bool IsBehind => _queue.Count > 0;

    /// <summary>Permissions that its reconciles lack.</summary>
    internal IReadOnlyList<string> Problems => _permissions.Problems;

    /// <summary>Reconciles the objects of an informer.</summary>
    /// <returns>This controller.</returns>
    public Controller For<T>(Informer<T> informer)
        where T : class, IKubernetesObject<V1ObjectMeta> => Watch(informer, change => [change.Key]);

    /// <summary>Reconciles the controlling owner of a changed object, before and after the change.</summary>
    /// <param name="informer">The owned objects.</param>
    /// <param name="owner">The owner's kind; its group and kind must match.</param>
    /// <returns>This controller.</returns>
    public Controller Owns<T, TOwner>(Informer<T> informer, ResourceType<TOwner> owner)
        where T : class, IKubernetesObject<V1ObjectMeta>
        where TOwner : IKubernetesObject<V1ObjectMeta> =>
        Watch(
            informer,
            change =>
                new[] { Owners.Of(change.Old, owner.Group, owner.Kind), Owners.Of(change.New, owner.Group, owner.Kind) }
                    .OfType<ObjectKey>()
                    .Distinct()
        );

    /// <summary>Reconciles the objects returned by a function for each change. Only before the start.</summary>
    /// <param name="informer">What to watch.</param>
    /// <param name="keys">Returns the objects to reconcile; must be fast and not throw.</param>
    /// <returns>This controller.</returns>
    public Controller Watch<T>(Informer<T> informer, Func<Change<T>, IEnumerable<ObjectKey>> keys)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        _informers.Add(informer);
        informer.Subscribe(change =>
        {
            foreach (var key in keys(change))
            {
                _queue.Add(key, change.IsBackground ? Priority.Background : null);
            }
        });
        return this;
    }

    /// <summary>Enqueues an object, optionally after a delay.</summary>
    public void Enqueue(ObjectKey key, TimeSpan delay = default) => _queue.AddAfter(key, delay);

    /// <summary>
    /// Runs until cancelled, then drains running reconciles. Starts when all caches are synced.
    /// </summary>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="abort">Cancels running reconciles at once.</param>
    public async Task RunAsync(CancellationToken cancellation, CancellationToken abort = default)
    {
        // However long it takes: readiness says what is missing, and a restart would not mend it.
        await Task.WhenAll(_informers.Select(informer => informer.Synced)).WaitAsync(cancellation);
        Log.Started(_logger, Name, _options.Workers);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var recovery = _options.Server is { } server
            ? _supervisor.RunAsync($"Controller {Name} recovery", token => RecoverAsync(server, token), ended.Token)
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
                // Workers end when the queue is closed, so that running reconciles are drained.
                .Select(_ =>
                    _supervisor.RunAsync($"Controller {Name} worker", _ => WorkAsync(drained.Token), drained.Token)
                )
        );
        await ended.CancelAsync();
        await recovery;
        Log.Stopped(_logger, Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

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

    /// <summary>Requeues keys that failed because the API server was unavailable as soon as it is back.</summary>
    private async Task RecoverAsync(Availability server, CancellationToken cancellation)
    {
        var next = server.Recovered;
        while (true)
        {
            await next.WaitAsync(cancellation);
            // Taken before the keys: a key that fails meanwhile belongs to the next recovery.
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
            // What was to be done later is done now; the result says when to do it again.
            _queue.CancelDelay(key);
            var result = await _reconciler.ReconcileAsync(key, drained);
            _queue.Forget(key);
            _unreachable.TryRemove(key, out _);
            _permissions.Remove(key);
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
            var delay = _queue.AddRateLimited(key);
            // That the API server is down is logged once for all.
            var level = _options.Server?.IsDown == true && Availability.Concerns(e) ? LogLevel.Debug : LogLevel.Warning;
            Log.Unavailable(_logger, level, Name, key, delay.TotalSeconds, e.Message);
        }
        catch (KubeException e) when (MissingPermissions.Of(e) is { } missing)
        {
            RuntimeMetrics.ReconcileErrors.Add(1, _tag, new("error", "forbidden"));
            if (_permissions.Add(key, missing))
            {
                Log.Forbidden(_logger, Name, missing, e.Message);
            }
            _queue.AddRateLimited(key);
            _queue.AddAfter(key, MissingPermissions.LongestWait);
        }
        catch (TerminalException e)
        {
            RuntimeMetrics.ReconcileErrors.Add(1, _tag, new("error", "terminal"));
            Log.Terminal(_logger, Name, key, e);
            _queue.Forget(key);
        }
        catch (KubeException e) when (e.IsConflict)
        {
            // Conflict: requeue with fresh state.
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
