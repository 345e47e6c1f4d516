using k8s;
using k8s.Models;

namespace ImageForge.Planning;

/// <summary>Builds delete actions.</summary>
internal static class Deletes
{
    /// <summary>One per object that is not being deleted already.</summary>
    public static IReadOnlyList<ChildAction> Of(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects) =>
        [.. objects.Where(o => o.Metadata.DeletionTimestamp is null).Select(o => new ChildAction.Delete(o))];
}
