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
