using ImageForge.Api.Core;
using ImageForge.Kube;

namespace ImageForge.Runtime.Informers;

/// <summary>Objects of one kind as last seen. What it returns is shared: it must not be edited.</summary>
public interface IStore<T>
    where T : class, IKubeObject
{
    /// <summary>The object of that key, or null.</summary>
    T? Get(ObjectKey key);

    /// <summary>All objects, in no order.</summary>
    IReadOnlyCollection<T> List();

    /// <summary>The objects for which an index gave a value, in no order.</summary>
    /// <param name="index">Name of the index.</param>
    /// <param name="value">The value looked for.</param>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    IReadOnlyList<T> ByIndex(string index, string value);
}
