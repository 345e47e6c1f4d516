using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ImageForge.Api;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using ImageForge.Runtime.Informers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Recording;

/// <summary>
/// Records events about objects, without blocking the caller. One is written after the other, at a limited rate while
/// reconciles wait.
/// </summary>
/// <remarks>KubernetesClient has none.</remarks>
public sealed class EventRecorder
{
    private const int MostTries = 4;

    /// <summary>How long an event is retried while the API server is unavailable; later events wait.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a waiting event checks whether reconciles still wait.</summary>
    private static readonly TimeSpan Check = TimeSpan.FromMilliseconds(100);

    private readonly KubeClient _client;
    private readonly EventRecorderOptions _options;
    private readonly ILogger _logger;
    private readonly EventSeriesCache _cache;
    private readonly Channel<(Occurrence What, DateTime At)> _queue;
    private readonly TokenBucket _busyWrites;
    private readonly Random _random = new();

    /// <summary>Creates a recorder; events are written once <see cref="RunAsync"/> is called.</summary>
    /// <param name="client">The server.</param>
    /// <param name="options">Options.</param>
    /// <param name="logger">Logger.</param>
    public EventRecorder(KubeClient client, EventRecorderOptions options, ILogger logger)
    {
        _client = client;
        _options = options;
        _logger = logger;
        _cache = new EventSeriesCache(options);
        _busyWrites = new TokenBucket(options.BusyRate, options.BusyBurst, options.Time);
        _queue = Channel.CreateBounded<(Occurrence, DateTime)>(
            new BoundedChannelOptions(options.QueueSize) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true }
        );
    }

    /// <summary>Records an event; dropped and counted if the queue is full.</summary>
    /// <param name="regarding">The object; it must have been read from the server.</param>
    /// <param name="kind">Normal or Warning.</param>
    /// <param name="reason">Why, as one CamelCase word.</param>
    /// <param name="action">What was done about it, as one CamelCase word.</param>
    /// <param name="note">What happened, for people; cut at 1024 bytes.</param>
    public void Record(
        IKubernetesObject<V1ObjectMeta> regarding,
        EventKind kind,
        string reason,
        string action,
        string note
    )
    {
        var occurrence = new Occurrence(ObjectIdentity.Of(regarding), kind, reason, action, note);
        // The queue is full or closed.
        if (!_queue.Writer.TryWrite((occurrence, Now)))
        {
            RuntimeMetrics.EventsDropped.Add(1);
        }
    }

    private DateTime Now => _options.Time.GetUtcNow().UtcDateTime;

    /// <summary>Writes events until cancelled, then flushes the queue within the flush timeout, at full rate.</summary>
    /// <param name="isBusy">Whether reconciles wait; asked before each write, and every 100 ms while an event waits.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(Func<bool> isBusy, CancellationToken cancellation)
    {
        using var flush = new CancellationTokenSource();
        await using var stop = cancellation.Register(() =>
        {
            _queue.Writer.TryComplete();
            flush.CancelAfter(_options.FlushTime);
        });
        using var refresh = new PeriodicTimer(_options.SeriesPeriod, _options.Time);
        var tick = refresh.WaitForNextTickAsync(CancellationToken.None).AsTask();
        var next = _queue.Reader.WaitToReadAsync(flush.Token).AsTask();
        try
        {
            while (true)
            {
                if (await Task.WhenAny(tick, next) == tick)
                {
                    tick = refresh.WaitForNextTickAsync(CancellationToken.None).AsTask();
                    await RefreshAsync();
                    continue;
                }
                if (!await next)
                {
                    break;
                }
                while (!tick.IsCompleted && _queue.Reader.TryRead(out var happened))
                {
                    if (_cache.Take(happened.What, happened.At) is { } write)
                    {
                        await PacedAsync(write);
                    }
                }
                next = _queue.Reader.WaitToReadAsync(flush.Token).AsTask();
            }
            await RefreshAsync();
        }
        catch (OperationCanceledException) when (flush.IsCancellationRequested)
        {
            Log.FlushTimedOut(_logger, _queue.Reader.Count);
        }

        async Task RefreshAsync()
        {
            // Waiting occurrences may continue a series whose time would be over by now.
            foreach (var write in _cache.Refresh(_queue.Reader.TryPeek(out var first) ? first.At : Now))
            {
                await PacedAsync(write);
            }
        }

        async Task PacedAsync(EventWrite write)
        {
            while (!cancellation.IsCancellationRequested && isBusy() && !_busyWrites.TryTake())
            {
                await Task.Delay(Check, _options.Time, cancellation)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            await WriteAsync(write, flush.Token);
        }
    }

    private async Task WriteAsync(EventWrite write, CancellationToken cancellation)
    {
        var backoff = new Backoff(new BackoffOptions(), _options.Time, _random);
        var begun = _options.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteOnceAsync(write, cancellation);
                return;
            }
            catch (KubeException e) when (e.IsNotFound && write is EventWrite.Count count)
            {
                // The event has expired (after an hour by default); the next occurrence is a new event.
                _cache.Forget(count.Occurrence);
                return;
            }
            catch (KubeException e) when (e.IsTransient && attempt < MostTries)
            {
                await Task.Delay(backoff.Next(), _options.Time, cancellation);
            }
            catch (KubeTransportException) when (_options.Time.GetElapsedTime(begun) < Timeout)
            {
                await _client.Availability.WaitAsync(backoff.Next(), Jitter * _random.NextDouble(), cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.EventLost(_logger, e.Message);
                return;
            }
        }
    }

    private async Task WriteOnceAsync(EventWrite write, CancellationToken cancellation)
    {
        switch (write)
        {
            case EventWrite.Create { Event: var created }:
                try
                {
                    await _client.SubmitAsync(CoreResources.Events, created, cancellation);
                }
                catch (KubeException e) when (e.IsAlreadyExists)
                {
                    // An earlier attempt whose response was lost.
                }
                break;
            case EventWrite.Count { Event: var key, Series: var series }:
                var patch = new JsonObject
                {
                    ["series"] = JsonSerializer.SerializeToNode(series, CoreJson.Of<Eventsv1EventSeries>()),
                };
                await _client.MergePatchAsync(CoreResources.Events, key, patch, cancellation);
                break;
        }
    }
}
