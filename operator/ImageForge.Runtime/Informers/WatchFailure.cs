namespace ImageForge.Runtime.Informers;

/// <summary>Kind of a failed list or watch.</summary>
internal enum WatchFailure
{
    /// <summary>Unavailable, overloaded or disconnected: retriable.</summary>
    Unavailable,

    /// <summary>The resourceVersion or continue token has expired.</summary>
    Expired,

    /// <summary>The resourceVersion is newer than the server knows.</summary>
    TooLarge,

    /// <summary>The server rejected the call.</summary>
    Refused,
}
