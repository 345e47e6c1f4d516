namespace ImageForge.Api;

/// <summary>Types of conditions. True is the good state of each, except for Reconciling, Stalled and InternalError.</summary>
public static class Conditions
{
    /// <summary>
    /// The result is there: the images are stored, the storyboard is assembled, the profile is usable.
    /// </summary>
    public const string Ready = "Ready";

    /// <summary>The operator is still at work. Absent otherwise.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>It cannot go on by itself: refused, failed or cancelled. Absent otherwise.</summary>
    public const string Stalled = "Stalled";

    /// <summary>
    /// The operator itself fails on this object, a defect of ImageForge; it tries again, later each time. Absent otherwise.
    /// </summary>
    public const string InternalError = "InternalError";

    /// <summary>The specification is valid, carried out by this version and within its budget.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The artifact store can be reached and written.</summary>
    public const string StoreReachable = "StoreReachable";

    /// <summary>The queue has admitted the Job.</summary>
    public const string QueueAdmitted = "QueueAdmitted";

    /// <summary>The images came from the cache.</summary>
    public const string CacheHit = "CacheHit";

    /// <summary>The layout has been composed, with all overlays and assets.</summary>
    public const string Composed = "Composed";

    /// <summary>
    /// The back end has rendered the picture. False when the composed layout was delivered in its place.
    /// </summary>
    public const string Polished = "Polished";

    /// <summary>All scores have been computed.</summary>
    public const string Evaluated = "Evaluated";

    /// <summary>The images are stored and their digests are checked.</summary>
    public const string Published = "Published";

    /// <summary>Prompt and images have passed moderation.</summary>
    public const string Safe = "Safe";

    /// <summary>All frames of a storyboard are there.</summary>
    public const string FramesReady = "FramesReady";

    /// <summary>The frames of a storyboard are alike enough.</summary>
    public const string Consistent = "Consistent";

    /// <summary>Contact sheet and exports of a storyboard are stored.</summary>
    public const string Assembled = "Assembled";

    /// <summary>All overlays of a profile can be used.</summary>
    public const string OverlaysUsable = "OverlaysUsable";
}
