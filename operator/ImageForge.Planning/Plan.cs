namespace ImageForge.Planning;

/// <summary>What a decision asks for; applying it and deciding again asks for nothing more.</summary>
/// <typeparam name="TStatus">Status of the kind that was decided about.</typeparam>
public sealed record Plan<TStatus>
{
    /// <summary>What to do with owned objects, in this order, before the status is written.</summary>
    public IReadOnlyList<ChildAction> Children { get; init; } = [];

    /// <summary>The whole status as it should be; null leaves it as it is.</summary>
    public TStatus? Status { get; init; }

    /// <summary>What to tell people, after the status was written.</summary>
    public IReadOnlyList<PlannedEvent> Events { get; init; } = [];

    /// <summary>When to decide again although nothing has changed; null: never.</summary>
    public TimeSpan? RequeueAfter { get; init; }

    /// <summary>Whether the object itself is to be deleted.</summary>
    public bool DeleteSelf { get; init; }
}
