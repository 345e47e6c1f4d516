namespace ImageForge.Kube;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Delete only this incarnation; another answers Conflict.</summary>
    public string? Uid { get; init; }

    /// <summary>Delete only this version; another answers Conflict.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>
    /// What becomes of dependents: <c>Background</c> (default of this client), <c>Foreground</c> or <c>Orphan</c>.
    /// </summary>
    public string PropagationPolicy { get; init; } = "Background";

    /// <summary>Seconds for a pod to stop in; null leaves it to the pod.</summary>
    public int? GracePeriodSeconds { get; init; }
}
