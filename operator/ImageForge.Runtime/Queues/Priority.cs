namespace ImageForge.Runtime.Queues;

/// <summary>Which keys go first.</summary>
internal enum Priority
{
    /// <summary>First sights at start, and resyncs.</summary>
    Low,

    /// <summary>Fresh changes.</summary>
    Normal,
}
