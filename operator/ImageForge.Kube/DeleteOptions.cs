namespace ImageForge.Kube;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Delete only the object with this uid; else Conflict.</summary>
    public string? Uid { get; init; }

    /// <summary>Delete only this resourceVersion; else Conflict.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>
    /// Propagation policy: <c>Background</c> (default of this client), <c>Foreground</c> or <c>Orphan</c>.
    /// </summary>
    public string PropagationPolicy { get; init; } = "Background";

    /// <summary>Grace period of a pod in seconds; null for that of the pod.</summary>
    public int? GracePeriodSeconds { get; init; }
}
