using System.Diagnostics.CodeAnalysis;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;

namespace ImageForge.Runtime.Queues;

/// <summary>
/// Work queue of keys, like client-go's: deduplicates queued keys, and requeues a key added while it is processed
/// afterwards, so that it is never processed concurrently. Keys of the highest priority come first, in the order of their
/// addition. Thread-safe.
/// </summary>
/// <remarks>KubernetesClient has none.</remarks>
internal sealed class WorkQueue : IDisposable
{
    private readonly Lock _lock = new();

    /// <summary>By priority.</summary>
    private readonly Queue<Entry>[] _queues = [new(), new(), new(), new()];

    /// <summary>Keys that need processing: queued ones, and those to requeue after the current processing.</summary>
    private readonly Dictionary<ObjectKey, Entry> _dirty = [];
    private readonly HashSet<ObjectKey> _processing = [];
    private readonly LinkedList<TaskCompletionSource<ObjectKey?>> _waiters = [];
    private readonly DelayQueue _delays;
    private readonly RateLimiter _limiter;
    private readonly Func<ObjectKey, Priority> _priorityOf;
    private readonly TimeProvider _time;
    private readonly KeyValuePair<string, object?> _tag;
    private bool _isClosed;

    /// <param name="name">The controller, for metrics.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Called with errors on the timer thread; no keys are lost.</param>
    /// <param name="priorityOf">Priority of a key that is added without one; null: Normal.</param>
    public WorkQueue(
        string name,
        TimeProvider time,
        Action<Exception> failed,
        Func<ObjectKey, Priority>? priorityOf = null
    )
    {
        _time = time;
        _priorityOf = priorityOf ?? (_ => Priority.Normal);
        _tag = new("controller", name);
        _limiter = new RateLimiter(time);
        _delays = new DelayQueue(time, key => Add(key), failed);
    }

    /// <summary>Number of queued keys.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                // Over those processed, which are few.
                return _dirty.Count - _processing.Count(_dirty.ContainsKey);
            }
        }
    }

    /// <summary>Adds a key; a queued key of a lower priority is raised to this one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="given">Its priority; null for that of the key.</param>
    public void Add(ObjectKey key, Priority? given = null)
    {
        var priority = given ?? _priorityOf(key);
        TaskCompletionSource<ObjectKey?>? waiter = null;
        lock (_lock)
        {
            if (_isClosed || _dirty.TryGetValue(key, out var known) && known.Priority >= priority)
            {
                return;
            }
            var since = known?.Since ?? _time.GetTimestamp();
            var entry = new Entry(key, priority, since);
            _dirty[key] = entry;
            RuntimeMetrics.QueueAdds.Add(1, _tag);
            if (!_processing.Contains(key))
            {
                if (known is null)
                {
                    RuntimeMetrics.QueueDepth.Add(1, _tag);
                }
                waiter = Push(entry);
            }
        }
        waiter?.SetResult(key);
    }

    /// <summary>Adds a key after a delay; the earliest of several times counts.</summary>
    public void AddAfter(ObjectKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }
        lock (_lock)
        {
            if (!_isClosed)
            {
                _delays.Add(key, delay);
            }
        }
    }

    /// <summary>Drops the delayed addition of a key, if there is one: it is being processed now.</summary>
    public void CancelDelay(ObjectKey key) => _delays.Remove(key);

    /// <summary>Adds a key after an error, with exponential back-off.</summary>
    /// <returns>The delay.</returns>
    public TimeSpan AddRateLimited(ObjectKey key)
    {
        TimeSpan delay;
        lock (_lock)
        {
            delay = _limiter.Next(key);
        }
        RuntimeMetrics.QueueRetries.Add(1, _tag);
        AddAfter(key, delay);
        return delay;
    }

    /// <summary>Resets the back-off of a key.</summary>
    public void Forget(ObjectKey key)
    {
        lock (_lock)
        {
            _limiter.Forget(key);
        }
    }

    /// <summary>Errors of a key since the last reset.</summary>
    public int Failures(ObjectKey key)
    {
        lock (_lock)
        {
            return _limiter.Failures(key);
        }
    }

    /// <summary>Takes a key; <see cref="Done"/> must be called afterwards. Null if the queue is closed.</summary>
    public async ValueTask<ObjectKey?> TakeAsync(CancellationToken cancellation = default)
    {
        LinkedListNode<TaskCompletionSource<ObjectKey?>> waiter;
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }
            if (TryPop(out var key))
            {
                return key;
            }
            waiter = _waiters.AddLast(
                new TaskCompletionSource<ObjectKey?>(TaskCreationOptions.RunContinuationsAsynchronously)
            );
        }
        await using var registration = cancellation.UnsafeRegister(_ => Cancel(waiter, cancellation), null);
        return await waiter.Value.Task;
    }

    /// <summary>Ends the processing of a key.</summary>
    public void Done(ObjectKey key)
    {
        TaskCompletionSource<ObjectKey?>? waiter = null;
        lock (_lock)
        {
            if (_processing.Remove(key) && _dirty.TryGetValue(key, out var again) && !_isClosed)
            {
                RuntimeMetrics.QueueDepth.Add(1, _tag);
                waiter = Push(again);
            }
        }
        waiter?.SetResult(key);
    }

    /// <summary>Closes the queue; queued keys are dropped and found again at the next start.</summary>
    public void Close()
    {
        TaskCompletionSource<ObjectKey?>[] waiters;
        lock (_lock)
        {
            _isClosed = true;
            RuntimeMetrics.QueueDepth.Add(-_dirty.Keys.Count(key => !_processing.Contains(key)), _tag);
            Array.ForEach(_queues, queue => queue.Clear());
            _dirty.Clear();
            _delays.Clear();
            waiters = [.. _waiters];
            _waiters.Clear();
        }
        foreach (var waiter in waiters)
        {
            waiter.SetResult(null);
        }
    }

    public void Dispose() => _delays.Dispose();

    /// <summary>Queues a key, or returns a waiting worker to complete outside the lock.</summary>
    private TaskCompletionSource<ObjectKey?>? Push(Entry entry)
    {
        if (_waiters.First is not { } first)
        {
            _queues[(int)entry.Priority].Enqueue(entry);
            return null;
        }
        _waiters.RemoveFirst();
        Begin(entry);
        return first.Value;
    }

    private bool TryPop([NotNullWhen(true)] out ObjectKey? key)
    {
        for (var priority = _queues.Length - 1; priority >= 0; priority--)
        {
            while (_queues[priority].TryDequeue(out var next))
            {
                // Skip superseded entries of keys whose priority was raised.
                if (_dirty.TryGetValue(next.Key, out var current) && ReferenceEquals(current, next))
                {
                    Begin(next);
                    key = next.Key;
                    return true;
                }
            }
        }
        key = null;
        return false;
    }

    private void Begin(Entry entry)
    {
        _dirty.Remove(entry.Key);
        _processing.Add(entry.Key);
        RuntimeMetrics.QueueDepth.Add(-1, _tag);
        RuntimeMetrics.QueueWait.Record(_time.GetElapsedTime(entry.Since).TotalSeconds, _tag);
    }

    private void Cancel(LinkedListNode<TaskCompletionSource<ObjectKey?>> waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (waiter.List is null)
            {
                return;
            }
            _waiters.Remove(waiter);
        }
        waiter.Value.SetCanceled(cancellation);
    }

    private sealed record Entry(ObjectKey Key, Priority Priority, long Since);
}
