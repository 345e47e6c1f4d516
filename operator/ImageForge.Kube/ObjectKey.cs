using k8s;
using k8s.Models;

namespace ImageForge.Kube;

/// <summary>Names an object among those of its kind.</summary>
/// <param name="Namespace">The namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">The name within the namespace.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>The key of an object that the server has named.</summary>
    public static ObjectKey Of(IKubernetesObject<V1ObjectMeta> value) =>
        new(value.Metadata.NamespaceProperty ?? "", value.Metadata.Name ?? "");

    /// <summary><c>namespace/name</c>, or the name alone for cluster-scoped objects.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
