namespace ImageForge.Runtime.Informers;

/// <summary>What a failed list or watch means for the next step.</summary>
internal enum WatchFailure
{
    /// <summary>The server is out of reach, overloaded or broke off: the same call may succeed later.</summary>
    Unavailable,

    /// <summary>The version or page is no longer kept.</summary>
    Expired,

    /// <summary>The server has not seen the version yet.</summary>
    TooLarge,

    /// <summary>The server will not carry this call out.</summary>
    Refused,
}
