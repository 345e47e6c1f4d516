using System.Collections.Immutable;
using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>Index of objects by the values of a function.</summary>
internal sealed class StoreIndex<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Func<T, IEnumerable<string>> _values;
    private readonly ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> _keys;

    private StoreIndex(
        Func<T, IEnumerable<string>> values,
        ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> keys
    )
    {
        _values = values;
        _keys = keys;
    }

    public static StoreIndex<T> Empty(Func<T, IEnumerable<string>> values) =>
        new(values, ImmutableDictionary<string, ImmutableHashSet<ObjectKey>>.Empty);

    public IEnumerable<ObjectKey> Keys(string value) =>
        _keys.TryGetValue(value, out var keys) ? keys : ImmutableHashSet<ObjectKey>.Empty;

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
                set = set.Remove(key);
                keys = set.IsEmpty ? keys.Remove(gone) : keys.SetItem(gone, set);
            }
        }
        foreach (var come in after)
        {
            keys = keys.SetItem(come, (keys.GetValueOrDefault(come) ?? []).Add(key));
        }
        return new StoreIndex<T>(_values, keys);
    }

    public StoreIndex<T> Rebuilt(IReadOnlyDictionary<ObjectKey, T> objects)
    {
        var pairs =
            from entry in objects
            from value in _values(entry.Value).Distinct()
            group entry.Key by value into keys
            select KeyValuePair.Create(keys.Key, keys.ToImmutableHashSet());
        return new StoreIndex<T>(_values, pairs.ToImmutableDictionary());
    }
}
