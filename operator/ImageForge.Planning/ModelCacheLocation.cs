namespace ImageForge.Planning;

/// <summary>Where pods keep models between runs. The hierarchy is closed.</summary>
public abstract record ModelCacheLocation
{
    private ModelCacheLocation() { }

    /// <summary>A folder of each node; it must exist and belong to the runner's user.</summary>
    /// <param name="Path">The absolute path.</param>
    public sealed record HostPath(string Path) : ModelCacheLocation;

    /// <summary>A PersistentVolumeClaim of each job's namespace, which several pods may write (ReadWriteMany, or one node).</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Claim(string Name) : ModelCacheLocation;
}
