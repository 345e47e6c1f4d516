namespace ImageForge.Runtime.Queues;

/// <summary>Priority of a key.</summary>
internal enum Priority
{
    /// <summary>Initial list and resyncs.</summary>
    Low,

    /// <summary>Changes.</summary>
    Normal,
}
