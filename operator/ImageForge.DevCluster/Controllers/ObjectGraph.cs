using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// Every object of the cluster by uid and by owner, as far as the changes went that it has been told. Used by one
/// reader and one writer at a time, each under its lock.
/// </summary>
internal sealed class ObjectGraph
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GraphNode> _nodes = [];
    private readonly Dictionary<string, HashSet<ObjectKey>> _dependents = [];
    private readonly Dictionary<ObjectKey, string> _uids = [];

    public void Apply(StoreEvent change)
    {
        lock (_lock)
        {
            var key = change.Key();
            Forget(key);
            if (change.Type != StoreEventType.Deleted)
            {
                Add(key, change.Object);
            }
        }
    }

    /// <summary>The object that has this uid.</summary>
    public GraphNode? Find(string uid)
    {
        lock (_lock)
        {
            return _nodes.GetValueOrDefault(uid);
        }
    }

    /// <summary>The objects that name this uid as their owner.</summary>
    public IReadOnlyList<ObjectKey> Dependents(string uid)
    {
        lock (_lock)
        {
            return _dependents.TryGetValue(uid, out var keys) ? [.. keys] : [];
        }
    }

    /// <summary>Everything in a namespace.</summary>
    public IReadOnlyList<ObjectKey> InNamespace(string ns)
    {
        lock (_lock)
        {
            return [.. _uids.Keys.Where(k => k.Namespace == ns)];
        }
    }

    private void Add(ObjectKey key, JsonObject o)
    {
        var owners = o.Items("metadata", "ownerReferences").Select(r => r.Text("uid") ?? "").ToList();
        _uids[key] = o.Uid();
        _nodes[o.Uid()] = new GraphNode(key, o.Kind() ?? "", owners);
        foreach (var owner in owners)
        {
            if (!_dependents.TryGetValue(owner, out var keys))
            {
                _dependents[owner] = keys = [];
            }
            keys.Add(key);
        }
    }

    private void Forget(ObjectKey key)
    {
        if (!_uids.Remove(key, out var uid) || !_nodes.Remove(uid, out var node))
        {
            return;
        }
        foreach (var owner in node.Owners)
        {
            if (_dependents.TryGetValue(owner, out var keys) && keys.Remove(key) && keys.Count == 0)
            {
                _dependents.Remove(owner);
            }
        }
    }
}

/// <summary>One object of the graph.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Owners">The uids of its owner references.</param>
internal sealed record GraphNode(ObjectKey Key, string Kind, IReadOnlyList<string> Owners);
