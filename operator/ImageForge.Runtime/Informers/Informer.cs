using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Informers;

/// <summary>Caches all objects of one kind and notifies subscribers of changes.</summary>
/// <typeparam name="T">The objects.</typeparam>
/// <remarks>KubernetesClient has neither informer nor index.</remarks>
public sealed partial class Informer<T> : IInformer
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan EarlyEnd = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RecoveryJitter = TimeSpan.FromMilliseconds(500);

    private readonly KubeClient _client;
    private readonly ResourceType<T> _type;
    private readonly InformerOptions _options;
    private readonly ILogger _logger;
    private readonly Random _random;
    private readonly Dictionary<string, Func<T, IEnumerable<string>>> _indexes = [];
    private readonly List<Action<Change<T>>> _subscribers = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _publishing = new();

    // Separate, so that a long outage does not lengthen the back-off after errors.
    private readonly Backoff _outage;
    private readonly Backoff _refusal;
    private readonly Backoff? _absence;
    private bool _isAbsent;
    private readonly CallProblem _listing;
    private readonly CallProblem _watching;
    private WatcherState<T>? _state;
    private WatchFailure _failure;
    private View _view;

    /// <summary>Creates an informer; it watches once <see cref="RunAsync"/> is called.</summary>
    /// <param name="client">The server.</param>
    /// <param name="type">The kind.</param>
    /// <param name="logger">Logger.</param>
    /// <param name="options">Options.</param>
    public Informer(KubeClient client, ResourceType<T> type, ILogger logger, InformerOptions? options = null)
    {
        _client = client;
        _type = type;
        _logger = logger;
        _options = options ?? new InformerOptions();
        // One per informer: informers with the same options run concurrently.
        _random = _options.Seed is { } seed ? new Random(seed) : new Random();
        _outage = new Backoff(_options.OutageBackoff, _options.Time, _random);
        _refusal = new Backoff(_options.Backoff, _options.Time, _random);
        _absence = _options.AbsenceBackoff is { } absence ? new Backoff(absence, _options.Time, _random) : null;
        _listing = Problems("list");
        _watching = Problems("watch");
        _view = new View(Snapshot<T>.Empty(_indexes), null);
        Store = new LiveStore<T>(() => Volatile.Read(ref _view).Store);

        CallProblem Problems(string verb) =>
            new(verb, type.Plural, type.Group, type.Version, _options.Namespace, client.Availability, logger);
    }

    /// <inheritdoc/>
    public string Name => _type.Plural;

    /// <inheritdoc/>
    public Task Synced => _synced.Task;

    /// <inheritdoc/>
    // The server may do without an optional kind.
    public string? Problem => _absence is not null ? null : _listing.Problem ?? _watching.Problem;

    /// <summary>
    /// The live objects. Two calls may return different states; use <see cref="Snapshot"/> for a consistent one.
    /// </summary>
    public IStore<T> Store { get; }

    /// <summary>An immutable snapshot of the objects.</summary>
    public IStore<T> Snapshot => Volatile.Read(ref _view).Store;

    /// <summary>Adds an index; only before the start.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">
    /// Pure function returning the index values of an object. If it throws, the object is not indexed.
    /// </param>
    /// <returns>This informer.</returns>
    public Informer<T> WithIndex(string name, Func<T, IEnumerable<string>> values)
    {
        _indexes.Add(name, value => Values(name, values, value));
        _view = new View(Snapshot<T>.Empty(_indexes), null);
        return this;
    }

    /// <summary>
    /// Calls a handler sequentially for each change, after the store was updated; it must be fast. Exceptions are
    /// logged and counted. Only before the start.
    /// </summary>
    public void Subscribe(Action<Change<T>> onChange) => _subscribers.Add(onChange);

    /// <inheritdoc/>
    public bool HasReached(ObjectKey key, string resourceVersion)
    {
        var view = Volatile.Read(ref _view);
        return ResourceVersions.Compare(view.Version, resourceVersion) >= 0
            || view.Store.Get(key)?.Metadata.ResourceVersion is { } held
                && ResourceVersions.Compare(held, resourceVersion) >= 0;
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var resync = ResyncAsync(stop.Token);
        try
        {
            await FollowAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _synced.TrySetCanceled(CancellationToken.None);
        }
        finally
        {
            await stop.CancelAsync();
            await resync;
        }
    }

    /// <summary>Completes only by throwing. When restarted, it keeps the store and lists again.</summary>
    private async Task FollowAsync(CancellationToken cancellation)
    {
        var step = _state is { } known
            ? Watcher.Step(known, new WatcherInput<T>.Restarted())
            : Watcher.Start(Snapshot<T>.Empty(_indexes));
        while (true)
        {
            _state = step.State;
            var request = step.Request!;
            if (request.BackOff)
            {
                await BackOffAsync(cancellation);
            }
            step = await CarryOutAsync(step.State, request, cancellation);
        }
    }

    private Task BackOffAsync(CancellationToken cancellation) =>
        _failure switch
        {
            WatchFailure.Unavailable => _client.Availability.WaitAsync(
                _outage.Next(),
                RecoveryJitter * _random.NextDouble(),
                cancellation
            ),
            WatchFailure.Absent => Task.Delay(_absence!.Next(), _options.Time, cancellation),
            _ => Task.Delay(_refusal.Next(), _options.Time, cancellation),
        };

    private async Task ResyncAsync(CancellationToken cancellation)
    {
        var period = Waits.Step(_options.ResyncPeriod * (0.9 + 0.2 * _random.NextDouble()));
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(period, _options.Time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellation.IsCancellationRequested)
            {
                Resync();
            }
        }
    }

    private WatcherStep<T> Take(WatcherStep<T> step)
    {
        lock (_publishing)
        {
            Volatile.Write(ref _view, new View(step.State.Store, step.State.Version));
            foreach (var change in step.Changes)
            {
                Publish(change);
            }
        }
        if (step.State.Version is null)
        {
            return step;
        }
        var isFirst = _synced.TrySetResult();
        if (_isAbsent ? step.State.Version != Watcher.OldestVersion : isFirst)
        {
            _isAbsent = false;
            Log.Synced(_logger, Name, step.State.Store.Count);
        }
        return step;
    }

    private void Resync()
    {
        lock (_publishing)
        {
            foreach (var value in _view.Store.List())
            {
                Publish(new Change<T>(ObjectKey.Of(value), value, value, IsBackground: true));
            }
        }
    }

    private void Publish(Change<T> change)
    {
        foreach (var subscriber in _subscribers)
        {
            try
            {
                subscriber(change);
            }
            catch (Exception e)
            {
                ReportFailure(change.Key, e);
            }
        }
    }

    private IReadOnlyList<string> Values(string index, Func<T, IEnumerable<string>> values, T value)
    {
        try
        {
            return [.. values(value)];
        }
        catch (Exception e)
        {
            ReportFailure(ObjectKey.Of(value), new InvalidOperationException($"The index \"{index}\" failed.", e));
            return [];
        }
    }

    /// <summary>A failure for one object must not stop the watch.</summary>
    private void ReportFailure(ObjectKey key, Exception e)
    {
        RuntimeMetrics.CallbackErrors.Add(1, new KeyValuePair<string, object?>("resource", Name));
        Log.CallbackFailed(_logger, Name, key, e);
    }

    private sealed record View(Snapshot<T> Store, string? Version);
}
