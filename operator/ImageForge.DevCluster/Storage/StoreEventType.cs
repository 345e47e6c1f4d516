namespace ImageForge.DevCluster.Storage;

/// <summary>What happened to a stored object.</summary>
internal enum StoreEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing; everything up to the version has been delivered. Only subscribers that ask for it see this.</summary>
    Bookmark,
}
