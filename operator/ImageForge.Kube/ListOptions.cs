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

    /// <summary>
    /// Objects a page; null for all in one. The API server reads pages after the first from etcd, all in one from its cache
    /// (from 1.31), and encodes them as it sends them (from 1.33).
    /// </summary>
    public int? Limit { get; init; } = 500;

    /// <summary>Token of the page before.</summary>
    public string? Continue { get; init; }
}

/// <summary>Objects of one kind, all of them or one page.</summary>
/// <param name="Items">The objects that could be read.</param>
/// <param name="Unreadable">Objects that do not fit <typeparamref name="T"/>.</param>
/// <param name="ResourceVersion">Version of the whole list, the same on every page.</param>
/// <param name="Continue">Token for the next page; null on the last.</param>
public sealed record ListPage<T>(
    IReadOnlyList<T> Items,
    IReadOnlyList<UnreadableObject> Unreadable,
    string ResourceVersion,
    string? Continue
);

/// <summary>A stored object that does not fit the type it was to be read as.</summary>
/// <param name="Key">Which object.</param>
/// <param name="ResourceVersion">Its version.</param>
/// <param name="Error">What does not fit, and where.</param>
public sealed record UnreadableObject(ObjectKey Key, string ResourceVersion, string Error);
