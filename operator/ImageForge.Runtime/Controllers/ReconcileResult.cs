namespace ImageForge.Runtime.Controllers;

/// <summary>When to requeue an object without a change.</summary>
/// <param name="RequeueAfter">Requeue delay; null for none.</param>
public readonly record struct ReconcileResult(TimeSpan? RequeueAfter)
{
    /// <summary>No requeue.</summary>
    public static ReconcileResult Done => default;

    /// <summary>Requeue after a delay.</summary>
    public static ReconcileResult After(TimeSpan delay) => new(delay);
}
