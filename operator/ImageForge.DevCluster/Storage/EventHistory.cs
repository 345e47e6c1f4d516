namespace ImageForge.DevCluster.Storage;

/// <summary>The most recent changes, oldest first; what falls out of it can no longer be watched or listed from.</summary>
internal sealed class EventHistory(int capacity, long firstVersion)
{
    private readonly Queue<StoreEvent> _events = new(Math.Min(capacity, 1024));

    /// <summary>The version that everything kept comes after.</summary>
    public long CompactedVersion { get; private set; } = firstVersion;

    /// <summary>True while nothing has been forgotten.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Add(StoreEvent change)
    {
        if (_events.Count == capacity)
        {
            CompactedVersion = _events.Dequeue().Version;
            IsWhole = false;
        }
        _events.Enqueue(change);
    }

    public IEnumerable<StoreEvent> After(long version) => _events.Where(e => e.Version > version);

    /// <summary>Forgets everything up to now.</summary>
    public void Compact(long version)
    {
        _events.Clear();
        CompactedVersion = version;
        IsWhole = false;
    }
}
