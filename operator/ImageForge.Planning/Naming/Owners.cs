using k8s;
using k8s.Models;

namespace ImageForge.Planning.Naming;

/// <summary>Owner references.</summary>
public static class Owners
{
    /// <summary>The reference of the one owner that manages an object; deleting the owner deletes the object.</summary>
    /// <remarks>
    /// blockOwnerDeletion is not set: it needs permission on finalizers, and foreground deletion is not required.
    /// </remarks>
    public static V1OwnerReference Of(IKubernetesObject<V1ObjectMeta> owner) =>
        new()
        {
            ApiVersion = owner.ApiVersion,
            Kind = owner.Kind,
            Name = owner.Metadata.Name!,
            Uid = owner.Metadata.Uid!,
            Controller = true,
        };

    /// <summary>
    /// Whether the object with this uid is the controller of another. Labels are not trusted, since anybody can set
    /// them.
    /// </summary>
    public static bool Controls(string? uid, IKubernetesObject<V1ObjectMeta> value) =>
        uid is not null && ControllerOf(value)?.Uid == uid;

    /// <summary>The reference of an object's controller, if it has one.</summary>
    public static V1OwnerReference? ControllerOf(IKubernetesObject<V1ObjectMeta> value) =>
        value.Metadata.OwnerReferences?.FirstOrDefault(o => o.Controller == true);
}
