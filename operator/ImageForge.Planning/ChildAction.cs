using ImageForge.Api.GenerationJobs;
using k8s;
using k8s.Models;

namespace ImageForge.Planning;

/// <summary>A change of an owned object. Closed hierarchy.</summary>
public abstract record ChildAction
{
    private ChildAction() { }

    /// <summary>Create it unless it exists.</summary>
    public sealed record Create(IKubernetesObject<V1ObjectMeta> Object) : ChildAction;

    /// <summary>Server-side apply the given fields; creates the object if it does not exist.</summary>
    public sealed record Apply(GenerationJob Job) : ChildAction;

    /// <summary>Delete this incarnation (uid) and its dependents.</summary>
    public sealed record Delete(IKubernetesObject<V1ObjectMeta> Object) : ChildAction;
}

/// <summary>Builds delete actions.</summary>
internal static class Deletes
{
    /// <summary>One per object that is not being deleted already.</summary>
    public static IReadOnlyList<ChildAction> Of(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects) =>
        [.. objects.Where(o => o.Metadata.DeletionTimestamp is null).Select(o => new ChildAction.Delete(o))];
}
