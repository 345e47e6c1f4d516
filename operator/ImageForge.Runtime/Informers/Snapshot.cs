using System.Collections.Immutable;
using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>Immutable set of the objects of one kind.</summary>
internal sealed class Snapshot<T> : IStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ImmutableDictionary<ObjectKey, T> _objects;
    private readonly ImmutableDictionary<string, StoreIndex<T>> _indexes;

    private Snapshot(ImmutableDictionary<ObjectKey, T> objects, ImmutableDictionary<string, StoreIndex<T>> indexes)
    {
        _objects = objects;
        _indexes = indexes;
    }

    public int Count => _objects.Count;

    public IEnumerable<ObjectKey> Keys => _objects.Keys;

    public static Snapshot<T> Empty(IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> indexes) =>
        new(
            ImmutableDictionary<ObjectKey, T>.Empty,
            indexes.ToImmutableDictionary(entry => entry.Key, entry => StoreIndex<T>.Empty(entry.Value))
        );

    public T? Get(ObjectKey key) => _objects.GetValueOrDefault(key);

    public IReadOnlyCollection<T> List() => [.. _objects.Values];

    public IReadOnlyList<T> ByIndex(string index, string value) =>
        _indexes.TryGetValue(index, out var entries)
            ? [.. entries.Keys(value).Select(key => _objects[key])]
            : throw new ArgumentException($"Unknown index \"{index}\".", nameof(index));

    public Snapshot<T> With(T value)
    {
        var key = ObjectKey.Of(value);
        var old = Get(key);
        return new Snapshot<T>(_objects.SetItem(key, value), Reindexed(key, old, value));
    }

    public Snapshot<T> Without(ObjectKey key) =>
        Get(key) is { } old ? new Snapshot<T>(_objects.Remove(key), Reindexed(key, old, null)) : this;

    /// <summary>Other objects under the same indexes.</summary>
    public Snapshot<T> Replaced(IEnumerable<T> values)
    {
        var objects = ImmutableDictionary.CreateBuilder<ObjectKey, T>();
        foreach (var value in values)
        {
            objects[ObjectKey.Of(value)] = value;
        }
        var all = objects.ToImmutable();
        return new Snapshot<T>(
            all,
            _indexes.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Rebuilt(all))
        );
    }

    private ImmutableDictionary<string, StoreIndex<T>> Reindexed(ObjectKey key, T? old, T? value)
    {
        var indexes = _indexes;
        foreach (var (name, index) in _indexes)
        {
            indexes = indexes.SetItem(name, index.Changed(key, old, value));
        }
        return indexes;
    }
}
