using ImageForge.Api.Core;

namespace ImageForge.Planning;

/// <summary>Builds delete actions.</summary>
internal static class Deletes
{
    /// <summary>One per object that is not being deleted already.</summary>
    public static IReadOnlyList<ChildAction> Of(IReadOnlyList<IKubeObject> objects) =>
        [.. objects.Where(o => o.Metadata.DeletionTimestamp is null).Select(o => new ChildAction.Delete(o))];
}
