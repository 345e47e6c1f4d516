using k8s.Models;

namespace ImageForge.Kube;

/// <summary>What a watch reports.</summary>
public sealed record WatchOptions
{
    /// <summary>Only objects whose labels match.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Only objects whose fields match.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Report what changed after this version; empty: from now on.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>The server ends the watch after this time; 5 s later the client gives up on a silent server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long beyond <see cref="Timeout"/> the client waits for the server's end of the watch.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Called when the server has accepted the watch, which may be long before the first event.</summary>
    public Action? OnOpened { get; init; }
}

/// <summary>An event of a watch.</summary>
/// <typeparam name="T">The objects watched.</typeparam>
public abstract record WatchEvent<T>
{
    private WatchEvent() { }

    /// <summary>The object was created or now matches the selectors.</summary>
    public sealed record Added(T Object) : WatchEvent<T>;

    /// <summary>The object changed.</summary>
    public sealed record Modified(T Object) : WatchEvent<T>;

    /// <summary>
    /// The object was deleted or no longer matches; its last state, with the resourceVersion of the deletion.
    /// </summary>
    public sealed record Deleted(T Object) : WatchEvent<T>;

    /// <summary>Everything up to a version has been reported.</summary>
    /// <param name="ResourceVersion">The resourceVersion to continue from.</param>
    public sealed record Bookmark(string ResourceVersion) : WatchEvent<T>;

    /// <summary>An object was added or changed in a way that <typeparamref name="T"/> cannot hold.</summary>
    public sealed record Unreadable(UnreadableObject Object) : WatchEvent<T>;

    /// <summary>The watch failed; the last event.</summary>
    public sealed record Error(V1Status Status) : WatchEvent<T>;
}
