using ImageForge.Runtime.Queues;

namespace ImageForge.Runtime.Tests.Queues;

/// <summary>What a work queue must do, in the plainest form.</summary>
internal sealed class QueueModel
{
    private readonly List<(int Key, Priority Priority)> _waiting = [];
    private readonly Dictionary<int, Priority> _again = [];
    private readonly List<(int Key, long At)> _delayed = [];
    private long _now;

    public HashSet<int> Processing { get; } = [];

    public int Waiting => _waiting.Count;

    public void Add(int key, Priority priority)
    {
        if (Processing.Contains(key))
        {
            _again[key] = _again.TryGetValue(key, out var known) && known > priority ? known : priority;
            return;
        }
        var index = _waiting.FindIndex(entry => entry.Key == key);
        if (index < 0)
        {
            _waiting.Add((key, priority));
        }
        else if (_waiting[index].Priority < priority)
        {
            _waiting.RemoveAt(index);
            _waiting.Add((key, priority));
        }
    }

    public void AddAfter(int key, long milliseconds)
    {
        var at = _now + milliseconds;
        var index = _delayed.FindIndex(entry => entry.Key == key);
        if (index < 0)
        {
            _delayed.Add((key, at));
        }
        else if (at < _delayed[index].At)
        {
            _delayed.RemoveAt(index);
            _delayed.Add((key, at));
        }
    }

    public void Advance(long milliseconds)
    {
        _now += milliseconds;
        foreach (var entry in _delayed.Where(entry => entry.At <= _now).OrderBy(entry => entry.At).ToArray())
        {
            _delayed.Remove(entry);
            Add(entry.Key, Priority.Normal);
        }
    }

    public int? Take()
    {
        if (_waiting.Count == 0)
        {
            return null;
        }
        // The first of those with the highest priority.
        var highest = _waiting.Max(entry => entry.Priority);
        var index = _waiting.FindIndex(entry => entry.Priority == highest);
        var key = _waiting[index].Key;
        _waiting.RemoveAt(index);
        Processing.Add(key);
        return key;
    }

    public void Done(int key)
    {
        if (Processing.Remove(key) && _again.Remove(key, out var priority))
        {
            Add(key, priority);
        }
    }
}
