namespace ImageForge.DevCluster.Resources;

/// <summary>What becomes of an object's dependents when it is deleted.</summary>
internal enum PropagationPolicy
{
    /// <summary>The object goes first, its dependents after it.</summary>
    Background,

    /// <summary>The dependents go first; the object waits for those that block it.</summary>
    Foreground,

    /// <summary>The dependents stay and lose the reference.</summary>
    Orphan,
}
