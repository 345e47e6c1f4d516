using System.Collections.Immutable;
using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>Cached objects of one kind. Returned objects are shared and must not be modified.</summary>
public interface IStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The object of that key, or null.</summary>
    T? Get(ObjectKey key);

    /// <summary>All objects, unordered.</summary>
    IReadOnlyCollection<T> List();

    /// <summary>Objects with this index value, unordered.</summary>
    /// <param name="index">Name of the index.</param>
    /// <param name="value">The value looked for.</param>
    /// <exception cref="ArgumentException">Unknown index.</exception>
    IReadOnlyList<T> ByIndex(string index, string value);
}

/// <summary>The newest snapshot at each call.</summary>
internal sealed class LiveStore<T>(Func<Snapshot<T>> newest) : IStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public T? Get(ObjectKey key) => newest().Get(key);

    public IReadOnlyCollection<T> List() => newest().List();

    public IReadOnlyList<T> ByIndex(string index, string value) => newest().ByIndex(index, value);
}

/// <summary>Index of objects by the values of a function.</summary>
internal sealed class StoreIndex<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Func<T, IEnumerable<string>> _values;
    private readonly ImmutableDictionary<string, IndexedKeys> _keys;

    private StoreIndex(Func<T, IEnumerable<string>> values, ImmutableDictionary<string, IndexedKeys> keys)
    {
        _values = values;
        _keys = keys;
    }

    public static StoreIndex<T> Empty(Func<T, IEnumerable<string>> values) =>
        new(values, ImmutableDictionary<string, IndexedKeys>.Empty);

    public IEnumerable<ObjectKey> Keys(string value) => _keys.TryGetValue(value, out var keys) ? keys.All : [];

    public StoreIndex<T> Changed(ObjectKey key, T? old, T? value)
    {
        string[] before = old is null ? [] : [.. _values(old)];
        string[] after = value is null ? [] : [.. _values(value)];
        if (before.AsSpan().SequenceEqual(after))
        {
            return this;
        }
        var keys = _keys;
        foreach (var gone in before)
        {
            // A function may return the same value twice.
            if (keys.TryGetValue(gone, out var set))
            {
                keys = set.Without(key) is { } rest ? keys.SetItem(gone, rest) : keys.Remove(gone);
            }
        }
        foreach (var come in after)
        {
            keys = keys.SetItem(come, keys.TryGetValue(come, out var set) ? set.With(key) : new IndexedKeys(key));
        }
        return new StoreIndex<T>(_values, keys);
    }

    public StoreIndex<T> Rebuilt(IReadOnlyDictionary<ObjectKey, T> objects)
    {
        var keys = ImmutableDictionary.CreateBuilder<string, IndexedKeys>();
        foreach (var (key, value) in objects)
        {
            foreach (var come in _values(value))
            {
                keys[come] = keys.TryGetValue(come, out var set) ? set.With(key) : new IndexedKeys(key);
            }
        }
        return new StoreIndex<T>(_values, keys.ToImmutable());
    }
}

/// <summary>Keys with the same index value, at least one. Most values, such as the uid of an owner, have no other.</summary>
internal readonly struct IndexedKeys
{
    private readonly ObjectKey _first;
    private readonly ImmutableHashSet<ObjectKey>? _several;

    public IndexedKeys(ObjectKey key) => _first = key;

    private IndexedKeys(ImmutableHashSet<ObjectKey> several) => _several = several;

    public IEnumerable<ObjectKey> All => _several ?? (IEnumerable<ObjectKey>)[_first];

    public IndexedKeys With(ObjectKey key) =>
        _several is not null ? new(_several.Add(key))
        : _first == key ? this
        : new([_first, key]);

    /// <summary>The other keys, or null if there is none.</summary>
    public IndexedKeys? Without(ObjectKey key)
    {
        if (_several is null)
        {
            return _first == key ? null : this;
        }
        var rest = _several.Remove(key);
        return rest.IsEmpty ? null : new IndexedKeys(rest);
    }
}

/// <summary>A change of the store.</summary>
/// <param name="Key">Key of the object.</param>
/// <param name="Old">Previous version; null for a new object.</param>
/// <param name="New">Current version; null for a deleted object.</param>
/// <param name="IsBackground">True for the initial list and resyncs, which have lower priority.</param>
public sealed record Change<T>(ObjectKey Key, T? Old, T? New, bool IsBackground)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The current or last known version.</summary>
    public T Latest => New ?? Old!;
}
