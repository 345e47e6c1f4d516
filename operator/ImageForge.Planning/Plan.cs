namespace ImageForge.Planning;

/// <summary>Result of a decision. Idempotent: after it is applied, the next decision has no changes.</summary>
/// <typeparam name="TStatus">Status type of the kind.</typeparam>
public sealed record Plan<TStatus>
{
    /// <summary>Changes of owned objects, in order, applied before the status is written.</summary>
    public IReadOnlyList<ChildAction> Children { get; init; } = [];

    /// <summary>The desired status; null for no change.</summary>
    public TStatus? Status { get; init; }

    /// <summary>Events to record after the status was written.</summary>
    public IReadOnlyList<PlannedEvent> Events { get; init; } = [];

    /// <summary>Requeue delay; null for none.</summary>
    public TimeSpan? RequeueAfter { get; init; }

    /// <summary>Whether the object itself is to be deleted.</summary>
    public bool DeleteSelf { get; init; }
}

/// <summary>An event to record for the reconciled object.</summary>
/// <param name="Warning">Warning instead of Normal.</param>
/// <param name="Reason">CamelCase reason.</param>
/// <param name="Note">Human-readable note.</param>
public sealed record PlannedEvent(bool Warning, string Reason, string Note);
