using ImageForge.Api.Core;

namespace ImageForge.Planning.Naming;

/// <summary>Owner references.</summary>
public static class Owners
{
    /// <summary>The reference of the one owner that manages an object; deleting the owner deletes the object.</summary>
    /// <remarks>
    /// blockOwnerDeletion is left out: setting it needs a permission on finalizers, and nothing has to be gone before its owner.
    /// </remarks>
    public static OwnerReference Of(IKubeObject owner) =>
        new()
        {
            ApiVersion = owner.ApiVersion,
            Kind = owner.Kind,
            Name = owner.Metadata.Name!,
            Uid = owner.Metadata.Uid!,
            Controller = true,
        };

    /// <summary>Whether the object with this uid is the controller of another: a label can be set by anybody, and proves nothing.</summary>
    public static bool Controls(string? uid, IKubeObject value) => uid is not null && ControllerOf(value)?.Uid == uid;

    /// <summary>The reference of an object's controller, if it has one.</summary>
    public static OwnerReference? ControllerOf(IKubeObject value) =>
        value.Metadata.OwnerReferences?.FirstOrDefault(o => o.Controller == true);
}
