using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>
/// All objects of the cluster under one increasing version, with the recent history for watches.
/// Stored objects are never edited: readers share them and must clone before changing anything.
/// </summary>
internal sealed partial class ObjectStore(TimeProvider time, int historyCapacity = 20_000)
{
    // Versions before the first cannot be requested: their history is not kept.
    private const long FirstVersion = 100;

    private readonly Lock _lock = new();
    private readonly EventHistory _history = new(historyCapacity, FirstVersion);
    private ImmutableDictionary<ResourceId, ImmutableSortedDictionary<StoreKey, JsonObject>> _objects =
        ImmutableDictionary<ResourceId, ImmutableSortedDictionary<StoreKey, JsonObject>>.Empty;
    private long _version = FirstVersion;

    /// <summary>The version of the last change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>The clock that stamps objects.</summary>
    public TimeProvider Time => time;

    public JsonObject? Get(ObjectKey key) =>
        _objects.TryGetValue(key.Resource, out var set) ? set.GetValueOrDefault(Key(key)) : null;

    /// <summary>The objects of a resource in one namespace, or in all with null, in key order.</summary>
    public IReadOnlyList<JsonObject> List(ResourceId r, string? ns) => Select(_objects, r, ns);

    /// <summary>Stores a new object, giving it uid (unless it has one), creationTimestamp, resourceVersion and, where its kind counts them, generation 1.</summary>
    /// <exception cref="ApiError">AlreadyExists.</exception>
    public JsonObject Create(ResourceId r, JsonObject o, bool dryRun = false)
    {
        var stored = o.Copy();
        var metadata = stored.Metadata();
        metadata["uid"] ??= Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = time.GetUtcNow().Rfc3339();
        if (Generations.AreCounted(r))
        {
            metadata["generation"] = 1;
        }
        else
        {
            metadata.Remove("generation");
        }
        var key = new StoreKey(stored.Namespace() ?? "", stored.Name());
        lock (_lock)
        {
            if (Set(r).ContainsKey(key))
            {
                throw ApiError.AlreadyExists(r, stored.Name());
            }
            if (dryRun)
            {
                metadata.Remove("resourceVersion");
            }
            else
            {
                Commit(StoreEventType.Added, r, key, stored, null);
            }
        }
        return stored;
    }

    /// <summary>
    /// Changes a stored object atomically: <paramref name="change"/> gets a clone, may edit it, and returns what to
    /// store, or null to leave the object as it is. It may run more than once when others write at the same time.
    /// A change of the desired state counts the generation up; a terminating object whose finalizers and grace period
    /// are gone is removed. Returns the result, or null when there is no such object.
    /// </summary>
    public JsonObject? Mutate(ObjectKey key, Func<JsonObject, JsonObject?> change, bool dryRun = false)
    {
        while (true)
        {
            var old = Get(key);
            if (old is null)
            {
                return null;
            }
            var changed = change(old.Copy());
            if (changed is null || JsonNode.DeepEquals(changed, old))
            {
                return old;
            }
            if (Generations.IsDesiredStateChanged(old, changed))
            {
                changed.Metadata()["generation"] = old.Generation() + 1;
            }
            lock (_lock)
            {
                if (!ReferenceEquals(Get(key), old))
                {
                    continue;
                }
                if (dryRun)
                {
                    return changed;
                }
                if (Deletions.IsDue(key.Resource, changed))
                {
                    Delete(key, old, changed);
                }
                else
                {
                    Commit(StoreEventType.Modified, key.Resource, Key(key), changed, old);
                }
                return changed;
            }
        }
    }

    /// <summary>
    /// Removes an object at once, whatever its finalizers say; returns its last state, or null when it was not there, or
    /// not at the version given.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="version">The version that is to be removed; any with null.</param>
    /// <param name="marked">A state that it passes through, for all to see, before it goes.</param>
    public JsonObject? Remove(ObjectKey key, long? version = null, JsonObject? marked = null)
    {
        lock (_lock)
        {
            var old = Get(key);
            if (old is null || version is not null && version != old.ResourceVersion())
            {
                return null;
            }
            if (marked is not null)
            {
                Commit(StoreEventType.Modified, key.Resource, Key(key), marked, old);
            }
            return Delete(key, marked ?? old, marked ?? old);
        }
    }

    private JsonObject Delete(ObjectKey key, JsonObject old, JsonObject answer)
    {
        var last = old.Copy();
        Commit(StoreEventType.Deleted, key.Resource, Key(key), last, old);
        if (!ReferenceEquals(answer, old))
        {
            return answer;
        }
        return last;
    }

    // Called under the lock. Everything in the tree is materialised before it is shared between threads.
    private void Commit(StoreEventType type, ResourceId r, StoreKey key, JsonObject o, JsonObject? old)
    {
        var version = _version + 1;
        o.Metadata()["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        Materialise(o);
        var set = type == StoreEventType.Deleted ? Set(r).Remove(key) : Set(r).SetItem(key, o);
        _objects = _objects.SetItem(r, set);
        Interlocked.Exchange(ref _version, version);
        Publish(new StoreEvent(type, r, o, old, version));
    }

    private ImmutableSortedDictionary<StoreKey, JsonObject> Set(ResourceId r) =>
        _objects.GetValueOrDefault(r, ImmutableSortedDictionary<StoreKey, JsonObject>.Empty);

    private static StoreKey Key(ObjectKey key) => new(key.Namespace ?? "", key.Name);

    private static List<JsonObject> Select(
        ImmutableDictionary<ResourceId, ImmutableSortedDictionary<StoreKey, JsonObject>> objects,
        ResourceId r,
        string? ns
    )
    {
        if (!objects.TryGetValue(r, out var set))
        {
            return [];
        }
        return ns is null
            ? [.. set.Values]
            : [.. set.Where(e => string.Equals(e.Key.Namespace, ns, StringComparison.Ordinal)).Select(e => e.Value)];
    }

    private static void Materialise(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            foreach (var property in o)
            {
                Materialise(property.Value);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Materialise(item);
            }
        }
    }
}
