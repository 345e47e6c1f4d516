using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>One change of the store.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Resource">The resource of the object.</param>
/// <param name="Object">The object after the change; when deleted, its last state with the deletion's version.</param>
/// <param name="Old">The object before the change; null when added.</param>
/// <param name="Version">The store's version that this change made.</param>
internal sealed record StoreEvent(
    StoreEventType Type,
    ResourceId Resource,
    JsonObject Object,
    JsonObject? Old,
    long Version
);

/// <summary>What happened to a stored object.</summary>
internal enum StoreEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing; everything up to the version has been delivered. Only subscribers that ask for it see this.</summary>
    Bookmark,
}
