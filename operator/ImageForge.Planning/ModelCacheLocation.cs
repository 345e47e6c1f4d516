namespace ImageForge.Planning;

/// <summary>Where pods cache models between runs. Closed hierarchy.</summary>
public abstract record ModelCacheLocation
{
    private ModelCacheLocation() { }

    /// <summary>A directory on each node; it must exist and be owned by the runner's user.</summary>
    /// <param name="Path">The absolute path.</param>
    public sealed record HostPath(string Path) : ModelCacheLocation;

    /// <summary>
    /// A PersistentVolumeClaim of each job's namespace, which several pods may write (ReadWriteMany, or one node).
    /// </summary>
    /// <param name="Name">Its name.</param>
    public sealed record Claim(string Name) : ModelCacheLocation;
}
