using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Informers;

/// <summary>Keeps a store of all objects of one kind, and tells subscribers what changes.</summary>
/// <typeparam name="T">The objects.</typeparam>
public sealed class Informer<T> : IInformer
    where T : class, IKubeObject
{
    private static readonly TimeSpan EarlyEnd = TimeSpan.FromSeconds(1);

    private readonly KubeClient _client;
    private readonly ResourceType<T> _type;
    private readonly InformerOptions _options;
    private readonly ILogger _logger;
    private readonly Random _random;
    private readonly Dictionary<string, Func<T, IEnumerable<string>>> _indexes = [];
    private readonly List<Action<Change<T>>> _subscribers = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _publishing = new();
    private View _view;

    /// <summary>Makes an informer; it follows the server once <see cref="RunAsync"/> is called.</summary>
    /// <param name="client">The server.</param>
    /// <param name="type">The kind.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <param name="options">Scope and times.</param>
    public Informer(KubeClient client, ResourceType<T> type, ILogger logger, InformerOptions? options = null)
    {
        _client = client;
        _type = type;
        _logger = logger;
        _options = options ?? new InformerOptions();
        // Each its own: informers run at the same time, often with the same options.
        _random = _options.Seed is { } seed ? new Random(seed) : new Random();
        _view = new View(Snapshot<T>.Empty(_indexes), null);
        Store = new LiveStore<T>(() => Volatile.Read(ref _view).Store);
    }

    /// <inheritdoc/>
    public string Name => _type.Plural;

    /// <inheritdoc/>
    public Task Synced => _synced.Task;

    /// <summary>The present objects. Two calls may see two moments; <see cref="Snapshot"/> is one.</summary>
    public IStore<T> Store { get; }

    /// <summary>The objects at this moment; it never changes.</summary>
    public IStore<T> Snapshot => Volatile.Read(ref _view).Store;

    /// <summary>Adds an index; only before the start.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values under which an object is found; a pure function.</param>
    /// <returns>This informer.</returns>
    public Informer<T> WithIndex(string name, Func<T, IEnumerable<string>> values)
    {
        _indexes.Add(name, values);
        _view = new View(Snapshot<T>.Empty(_indexes), null);
        return this;
    }

    /// <summary>
    /// Calls a function at each change, after the store has taken it up, one at a time; it must be quick and not throw.
    /// Only before the start.
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
        var jitter = 0.9 + 0.2 * _random.NextDouble();
        await using var resync = _options.Time.CreateTimer(
            _ => Resync(),
            null,
            _options.ResyncPeriod * jitter,
            _options.ResyncPeriod * jitter
        );
        var backoff = new Backoff(_options.Backoff, _options.Time, _random);
        var step = Watcher.Start(Snapshot<T>.Empty(_indexes), _options.StreamingLists);
        try
        {
            while (true)
            {
                var request = step.Request!;
                if (request.BackOff)
                {
                    await Task.Delay(backoff.Next(), _options.Time, cancellation);
                }
                step = await CarryOutAsync(step.State, request, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end that was asked for.
        }
        finally
        {
            _synced.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task<WatcherStep<T>> CarryOutAsync(
        WatcherState<T> state,
        WatcherRequest request,
        CancellationToken cancellation
    )
    {
        try
        {
            return request switch
            {
                WatcherRequest.List list => await ListAsync(state, list, cancellation),
                WatcherRequest.Watch watch => await WatchAsync(state, watch, s => state = s, cancellation),
                _ => throw new InvalidOperationException($"{request.GetType().Name} is no request."),
            };
        }
        catch (Exception e) when (e is KubeException or KubeTransportException)
        {
            var failure = WatchFailures.Of(e);
            Log.WatchFailed(_logger, Name, failure, e.Message);
            RuntimeMetrics.WatchRestarts.Add(1, new KeyValuePair<string, object?>("resource", Name));
            return Take(Watcher.Step(state, new WatcherInput<T>.Failed(failure)));
        }
    }

    private async Task<WatcherStep<T>> ListAsync(
        WatcherState<T> state,
        WatcherRequest.List request,
        CancellationToken cancellation
    )
    {
        if (request.Continue is null)
        {
            RuntimeMetrics.Relists.Add(1, new KeyValuePair<string, object?>("resource", Name));
        }
        var options = new ListOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            Limit = _options.PageSize,
            ResourceVersion = request.From.Length == 0 ? null : request.From,
            Continue = request.Continue,
        };
        var page = await _client.ListPageAsync(_type, _options.Namespace, options, cancellation);
        foreach (var bad in page.Unreadable)
        {
            Log.Unreadable(_logger, Name, bad.Key, bad.Error);
        }
        return Take(Watcher.Step(state, new WatcherInput<T>.Page(page)));
    }

    /// <param name="state">The state before.</param>
    /// <param name="request">What to watch.</param>
    /// <param name="keep">Is told each new state, so that a failure finds the last one.</param>
    /// <param name="cancellation">Ends it.</param>
    private async Task<WatcherStep<T>> WatchAsync(
        WatcherState<T> state,
        WatcherRequest.Watch request,
        Action<WatcherState<T>> keep,
        CancellationToken cancellation
    )
    {
        if (request.Initial)
        {
            RuntimeMetrics.Relists.Add(1, new KeyValuePair<string, object?>("resource", Name));
        }
        var options = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            ResourceVersion = request.From,
            SendInitialEvents = request.Initial,
            // Spread, so that watches begun together do not end together.
            Timeout = _options.WatchTimeout * (1 + _random.NextDouble()),
            Grace = _options.WatchGrace,
        };
        var begun = _options.Time.GetTimestamp();
        var lines = 0;
        await foreach (var line in _client.WatchAsync(_type, _options.Namespace, options, cancellation))
        {
            lines++;
            Tell(line);
            var step = Take(Watcher.Step(state, new WatcherInput<T>.Event(line)));
            if (step.Request is not null)
            {
                return step;
            }
            state = step.State;
            keep(state);
        }
        var isEarly = lines == 0 && _options.Time.GetElapsedTime(begun) < EarlyEnd;
        return Take(Watcher.Step(state, new WatcherInput<T>.Ended(isEarly)));
    }

    private void Tell(WatchEvent<T> line)
    {
        switch (line)
        {
            case WatchEvent<T>.Unreadable { Object: var bad }:
                Log.Unreadable(_logger, Name, bad.Key, bad.Error);
                break;
            case WatchEvent<T>.Error { Status: var status }:
                Log.WatchFailed(_logger, Name, WatchFailures.Of(status), status.Message ?? "");
                break;
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
        if (step.State.Version is not null && _synced.TrySetResult())
        {
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
            subscriber(change);
        }
    }

    private sealed record View(Snapshot<T> Store, string? Version);
}
