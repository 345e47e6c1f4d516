using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ImageForge.Api.Common;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// Keys that wait for one consumer. A key that is added again before it was taken waits once; a key may also be added
/// for later, and then the earliest time wins.
/// </summary>
internal sealed class KeyQueue<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly HashSet<TKey> _waiting = [];
    private readonly Dictionary<TKey, Delayed> _delayed = [];
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private bool _disposed;

    public void Add(TKey key)
    {
        lock (_lock)
        {
            if (_delayed.Remove(key, out var delayed))
            {
                delayed.Timer.Dispose();
            }
            if (!_disposed && _waiting.Add(key))
            {
                _ready.Writer.TryWrite(key);
            }
        }
    }

    /// <summary>Adds the key at a time; at once when that has passed.</summary>
    public void AddAt(TKey key, DateTimeOffset due)
    {
        var delay = due - time.GetUtcNow();
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }
        lock (_lock)
        {
            if (_disposed || _waiting.Contains(key))
            {
                return;
            }
            if (_delayed.TryGetValue(key, out var earlier))
            {
                if (earlier.Due <= due)
                {
                    return;
                }
                earlier.Timer.Dispose();
            }
            var timer = time.CreateTimer(_ => Look(key, due), null, Step(delay), Timeout.InfiniteTimeSpan);
            _delayed[key] = new Delayed(due, timer);
        }
    }

    // Timers count whole milliseconds: rounded up, so that the key is never taken before it is due.
    private static TimeSpan Step(TimeSpan delay) =>
        Waits.Step(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)));

    /// <summary>A timer has fired; one that could not wait for as long as was asked for waits on.</summary>
    private void Look(TKey key, DateTimeOffset due)
    {
        lock (_lock)
        {
            if (!_delayed.TryGetValue(key, out var delayed) || delayed.Due != due)
            {
                return;
            }
            if (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
            {
                delayed.Timer.Change(Step(left), Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Add(key);
    }

    public async IAsyncEnumerable<TKey> TakeAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var key in _ready.Reader.ReadAllAsync(cancel))
        {
            lock (_lock)
            {
                _waiting.Remove(key);
            }
            yield return key;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var delayed in _delayed.Values)
            {
                delayed.Timer.Dispose();
            }
            _delayed.Clear();
            _ready.Writer.TryComplete();
        }
    }

    private readonly record struct Delayed(DateTimeOffset Due, ITimer Timer);
}
