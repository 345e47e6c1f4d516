using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>The newest snapshot at each call.</summary>
internal sealed class LiveStore<T>(Func<Snapshot<T>> newest) : IStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public T? Get(ObjectKey key) => newest().Get(key);

    public IReadOnlyCollection<T> List() => newest().List();

    public IReadOnlyList<T> ByIndex(string index, string value) => newest().ByIndex(index, value);
}
