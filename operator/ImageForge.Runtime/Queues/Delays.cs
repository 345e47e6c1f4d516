using ImageForge.Api.Common;
using ImageForge.Kube;

namespace ImageForge.Runtime.Queues;

/// <summary>Keys that are due later, however much later: each once, at the earliest of the times given for it.</summary>
internal sealed class Delays : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<ObjectKey> _due;
    private readonly ITimer _timer;
    private readonly long _origin;

    /// <summary>May hold times that an earlier one has replaced; <see cref="_times"/> says which count.</summary>
    private readonly PriorityQueue<ObjectKey, (TimeSpan At, long Order)> _heap = new();
    private readonly Dictionary<ObjectKey, TimeSpan> _times = [];
    private long _order;

    public Delays(TimeProvider time, Action<ObjectKey> due)
    {
        _time = time;
        _due = due;
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
        // Outside the lock: the queue takes its own.
        ready.ForEach(_due);
    }

    private void Arm()
    {
        if (_heap.TryPeek(out _, out var due))
        {
            // A key that is due later than a timer can wait for is looked at again when the timer fires.
            _timer.Change(Waits.Step(due.At - Now), Timeout.InfiniteTimeSpan);
        }
    }
}
