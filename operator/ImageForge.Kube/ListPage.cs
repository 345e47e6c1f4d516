namespace ImageForge.Kube;

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
