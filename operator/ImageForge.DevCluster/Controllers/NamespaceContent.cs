using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Whether a namespace takes new objects.</summary>
internal static class NamespaceContent
{
    /// <summary>
    /// False when the namespace is absent or terminating: the API server refuses new content there, and a controller
    /// that wrote past it would keep the namespace from ever becoming empty.
    /// </summary>
    public static bool IsAccepted(ObjectStore store, string? ns) =>
        ns is null
        || store.Get(new ObjectKey(BuiltinResources.Namespaces, null, ns)) is { } found && !found.IsTerminating();
}
