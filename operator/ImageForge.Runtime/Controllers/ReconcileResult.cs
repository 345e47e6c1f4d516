namespace ImageForge.Runtime.Controllers;

/// <summary>When to look at an object again although nothing changes.</summary>
/// <param name="RequeueAfter">After this time; null: not at all.</param>
public readonly record struct ReconcileResult(TimeSpan? RequeueAfter)
{
    /// <summary>Nothing is left to do until something changes.</summary>
    public static ReconcileResult Done => default;

    /// <summary>Look again after a time.</summary>
    public static ReconcileResult After(TimeSpan delay) => new(delay);
}
