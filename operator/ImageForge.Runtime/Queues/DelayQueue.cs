using ImageForge.Api.Common;
using ImageForge.Kube;

namespace ImageForge.Runtime.Queues;

/// <summary>Keys that are due later, however much later: each once, at the earliest of the times given for it.</summary>
internal sealed class DelayQueue : IDisposable
{
    /// <summary>When a key is tried again that could not be handed over, and the timer where its callback failed.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<ObjectKey> _due;
    private readonly Action<Exception> _failed;
    private readonly ITimer _timer;
    private readonly long _origin;

    /// <summary>May hold times that an earlier one has replaced; <see cref="_times"/> says which count.</summary>
    private readonly PriorityQueue<ObjectKey, (TimeSpan At, long Order)> _heap = new();
    private readonly Dictionary<ObjectKey, TimeSpan> _times = [];
    private long _order;

    /// <param name="time">The clock.</param>
    /// <param name="due">Takes a key that is due; one that it throws for is given to it again later.</param>
    /// <param name="failed">Is told what was thrown on a timer's thread, where nobody else would see it.</param>
    public DelayQueue(TimeProvider time, Action<ObjectKey> due, Action<Exception> failed)
    {
        _time = time;
        _due = due;
        _failed = failed;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counted from the making of this object: a clock that is set must not move it.</summary>
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
            // Outside the lock: the queue takes its own.
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
            // A key that is due later than a timer can wait for is looked at again when the timer fires. The period only
            // counts where a callback failed before it came here: the keys that wait must not wait forever.
            _timer.Change(Waits.Step(due.At - Now), Retry);
        }
        else
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
