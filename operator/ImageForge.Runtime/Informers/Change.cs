using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

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
