using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Controllers;

/// <summary>Finds the controlling owner of an object.</summary>
internal static class Owners
{
    /// <summary>Key of the controlling owner if it has this kind, in any version.</summary>
    public static ObjectKey? Of(IKubernetesObject<V1ObjectMeta>? owned, string group, string kind)
    {
        foreach (var owner in owned?.Metadata.OwnerReferences ?? [])
        {
            if (owner.Controller == true && owner.Kind == kind && Group(owner.ApiVersion) == group)
            {
                return new ObjectKey(owned!.Metadata.NamespaceProperty ?? "", owner.Name);
            }
        }
        return null;
    }

    private static string Group(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? apiVersion[..slash] : "";
}
