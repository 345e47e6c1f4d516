using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>Watching, and reading the past.</summary>
internal sealed partial class ObjectStore
{
    private readonly HashSet<StoreSubscription> _subscriptions = [];

    /// <summary>
    /// Every change after a version, of one resource (or all with null) in one namespace (or all with null), in order,
    /// until cancelled. After 0: everything since the start, as long as none of it has been forgotten.
    /// </summary>
    /// <exception cref="ApiError">Expired, when the history no longer reaches back that far; thrown at once.</exception>
    public IAsyncEnumerable<StoreEvent> Watch(ResourceId? r, string? ns, long after, CancellationToken cancel)
    {
        lock (_lock)
        {
            RequireHistory(after);
        }
        return FollowAsync(r, ns, after, cancel);
    }

    /// <summary>The objects as they were at an earlier version.</summary>
    /// <exception cref="ApiError">Expired.</exception>
    public IReadOnlyList<JsonObject> ListAt(ResourceId r, string? ns, long version)
    {
        lock (_lock)
        {
            RequireHistory(version);
            var objects = Set(r).ToBuilder();
            foreach (var change in _history.After(version).Where(e => e.Resource == r).Reverse())
            {
                var key = new StoreKey(change.Object.Namespace() ?? "", change.Object.Name());
                if (change.Old is null)
                {
                    objects.Remove(key);
                }
                else
                {
                    objects[key] = change.Old;
                }
            }
            return Select(_objects.SetItem(r, objects.ToImmutable()), r, ns);
        }
    }

    /// <summary>The objects and the version at which they are the whole truth.</summary>
    public (IReadOnlyList<JsonObject> Objects, long Version) Snapshot(ResourceId r, string? ns)
    {
        lock (_lock)
        {
            return (List(r, ns), _version);
        }
    }

    /// <summary>Forgets the history up to now, as a server does from time to time.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            _history.Compact(_version);
        }
    }

    private void RequireHistory(long after)
    {
        if (after < _history.CompactedVersion && !(after == 0 && _history.IsWhole))
        {
            throw ApiError.Expired($"too old resource version: {after} ({_history.CompactedVersion})");
        }
    }

    /// <summary>As <see cref="Watch"/>, for readers that also want bookmarks.</summary>
    /// <exception cref="ApiError">Expired.</exception>
    public StoreSubscription Subscribe(ResourceId? r, string? ns, long after)
    {
        var subscription = new StoreSubscription(r, ns, Mark, Unsubscribe);
        lock (_lock)
        {
            RequireHistory(after);
            foreach (var change in _history.After(after))
            {
                subscription.Offer(change);
            }
            _subscriptions.Add(subscription);
        }
        return subscription;
    }

    private async IAsyncEnumerable<StoreEvent> FollowAsync(
        ResourceId? r,
        string? ns,
        long after,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var subscription = Subscribe(r, ns, after);
        await foreach (var change in subscription.Changes.ReadAllAsync(cancel))
        {
            yield return change;
        }
    }

    private void Mark(StoreSubscription subscription)
    {
        lock (_lock)
        {
            subscription.OfferMark(_version);
        }
    }

    private void Unsubscribe(StoreSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }

    // Called under the lock, so that every subscriber sees changes in the order of their versions.
    private void Publish(StoreEvent change)
    {
        _history.Add(change);
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(change);
        }
    }
}
