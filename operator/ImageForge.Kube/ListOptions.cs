namespace ImageForge.Kube;

/// <summary>Which objects a list returns.</summary>
public sealed record ListOptions
{
    /// <summary>Only objects whose labels match.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Only objects whose fields match.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>
    /// Absent: the most recent state. <c>0</c>: any state that the server has at hand. Else: at least as new as that.
    /// </summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Objects a page.</summary>
    public int Limit { get; init; } = 500;

    /// <summary>Token of the page before.</summary>
    public string? Continue { get; init; }
}
