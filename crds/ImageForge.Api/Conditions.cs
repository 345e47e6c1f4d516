namespace ImageForge.Api;

/// <summary>Condition types. True is the normal state, except for Reconciling, Stalled and InternalError.</summary>
public static class Conditions
{
    /// <summary>
    /// The object is ready: images stored, storyboard assembled, or profile usable.
    /// </summary>
    public const string Ready = "Ready";

    /// <summary>Reconciliation is in progress. Absent otherwise.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>No progress without user action: rejected, failed or cancelled. Absent otherwise.</summary>
    public const string Stalled = "Stalled";

    /// <summary>
    /// Reconciling the object fails because of a bug in the operator; retried with back-off. Absent otherwise.
    /// </summary>
    public const string InternalError = "InternalError";

    /// <summary>The spec is valid, supported by this version and within budget.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The artifact store is reachable and writable.</summary>
    public const string StoreReachable = "StoreReachable";

    /// <summary>The queue has admitted the Job.</summary>
    public const string QueueAdmitted = "QueueAdmitted";

    /// <summary>The images came from the cache.</summary>
    public const string CacheHit = "CacheHit";

    /// <summary>The layout was composed with all overlays and assets.</summary>
    public const string Composed = "Composed";

    /// <summary>
    /// The back end rendered the image. False if the composed layout was delivered instead.
    /// </summary>
    public const string Polished = "Polished";

    /// <summary>All scores were computed.</summary>
    public const string Evaluated = "Evaluated";

    /// <summary>The images are stored and their digests are checked.</summary>
    public const string Published = "Published";

    /// <summary>Prompt and images passed moderation.</summary>
    public const string Safe = "Safe";

    /// <summary>All frames of a storyboard are complete.</summary>
    public const string FramesReady = "FramesReady";

    /// <summary>The frames of a storyboard are consistent.</summary>
    public const string Consistent = "Consistent";

    /// <summary>Contact sheet and exports of a storyboard are stored.</summary>
    public const string Assembled = "Assembled";

    /// <summary>All overlays of a profile are usable.</summary>
    public const string OverlaysUsable = "OverlaysUsable";
}
