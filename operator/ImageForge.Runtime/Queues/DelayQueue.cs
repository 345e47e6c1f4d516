using ImageForge.Api.Common;
using ImageForge.Kube;

namespace ImageForge.Runtime.Queues;

/// <summary>Delayed keys, without a maximum delay. A key added several times is due at its earliest time.</summary>
internal sealed class DelayQueue : IDisposable
{
    /// <summary>Retry delay after a failed callback.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<ObjectKey> _due;
    private readonly Action<Exception> _failed;
    private readonly ITimer _timer;
    private readonly long _origin;

    /// <summary>May contain superseded times; <see cref="_times"/> has the current ones.</summary>
    private readonly PriorityQueue<ObjectKey, (TimeSpan At, long Order)> _heap = new();
    private readonly Dictionary<ObjectKey, TimeSpan> _times = [];
    private long _order;

    /// <param name="time">The clock.</param>
    /// <param name="due">Called with each due key; retried if it throws.</param>
    /// <param name="failed">Called with exceptions on the timer thread.</param>
    public DelayQueue(TimeProvider time, Action<ObjectKey> due, Action<Exception> failed)
    {
        _time = time;
        _due = due;
        _failed = failed;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Elapsed time since construction: monotonic.</summary>
    private TimeSpan Now => _time.GetElapsedTime(_origin);

    public void Add(ObjectKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            var at = Waits.Add(Now, delay);
            if (_times.TryGetValue(key, out var known) && known <= at)
            {
                return;
            }
            _times[key] = at;
            _heap.Enqueue(key, (at, _order++));
            Arm();
        }
    }

    public void Remove(ObjectKey key)
    {
        lock (_lock)
        {
            // Its entries of the heap are skipped when they are due.
            _times.Remove(key);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _heap.Clear();
            _times.Clear();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        try
        {
            // Outside the lock, since the queue takes its own lock.
            Ready().ForEach(HandOver);
        }
        catch (Exception e)
        {
            _failed(e);
        }
    }

    private void HandOver(ObjectKey key)
    {
        try
        {
            _due(key);
        }
        catch (Exception e)
        {
            Add(key, Retry);
            _failed(e);
        }
    }

    private List<ObjectKey> Ready()
    {
        List<ObjectKey> ready = [];
        lock (_lock)
        {
            var now = Now;
            while (_heap.TryPeek(out var key, out var due) && due.At <= now)
            {
                _heap.Dequeue();
                if (_times.TryGetValue(key, out var counts) && counts == due.At)
                {
                    _times.Remove(key);
                    ready.Add(key);
                }
            }
            Arm();
        }
        return ready;
    }

    private void Arm()
    {
        if (_heap.TryPeek(out _, out var due))
        {
            // Delays beyond the maximum of a timer continue when it fires. The period is a fallback in case a callback
            // fails before it rearms the timer.
            _timer.Change(Waits.Step(due.At - Now), Retry);
        }
        else
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
