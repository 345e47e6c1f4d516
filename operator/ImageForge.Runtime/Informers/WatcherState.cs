using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>State of a watcher.</summary>
/// <param name="Store">The objects known to subscribers.</param>
/// <param name="Version">Version of <paramref name="Store"/>; null before the first sync.</param>
internal abstract record WatcherState<T>(Snapshot<T> Store, string? Version)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Waiting for a list.</summary>
    public sealed record Listing(Snapshot<T> Store, string? Version, string From) : WatcherState<T>(Store, Version);

    /// <summary>Watching from a resourceVersion.</summary>
    public sealed record Watching(Snapshot<T> Store, string Version) : WatcherState<T>(Store, Version)
    {
        /// <summary>The resourceVersion up to which all changes are known.</summary>
        public string At => Version!;
    }
}

/// <summary>Input of a watcher.</summary>
internal abstract record WatcherInput<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private WatcherInput() { }

    /// <summary>A list.</summary>
    public sealed record Listed(ListPage<T> List) : WatcherInput<T>;

    /// <summary>An event of a watch.</summary>
    public sealed record Event(WatchEvent<T> Line) : WatcherInput<T>;

    /// <summary>A watch ended normally.</summary>
    /// <param name="Early">It ended immediately without events.</param>
    public sealed record Ended(bool Early) : WatcherInput<T>;

    /// <summary>The loop was restarted after an unexpected error; the last input may be lost.</summary>
    public sealed record Restarted : WatcherInput<T>;

    /// <summary>A list or watch failed.</summary>
    public sealed record Failed(WatchFailure Failure) : WatcherInput<T>;
}

/// <summary>The next call of a watcher; replaces the current one.</summary>
/// <param name="BackOff">Whether to wait first.</param>
internal abstract record WatcherRequest(bool BackOff)
{
    /// <summary>List, at least as new as a resourceVersion; empty: the latest state.</summary>
    public sealed record List(string From, bool BackOff) : WatcherRequest(BackOff);

    /// <summary>Watch from a resourceVersion.</summary>
    public sealed record Watch(string From, bool BackOff) : WatcherRequest(BackOff);
}

/// <summary>Result of an input.</summary>
/// <param name="State">The new state.</param>
/// <param name="Changes">Changes of the store, for subscribers.</param>
/// <param name="Request">The next call; null to continue the current one.</param>
internal sealed record WatcherStep<T>(
    WatcherState<T> State,
    IReadOnlyList<Change<T>> Changes,
    WatcherRequest? Request = null
)
    where T : class, IKubernetesObject<V1ObjectMeta>;

/// <summary>Kind of a failed list or watch.</summary>
internal enum WatchFailure
{
    /// <summary>Unavailable, overloaded or disconnected: retriable.</summary>
    Unavailable,

    /// <summary>The resourceVersion has expired.</summary>
    Expired,

    /// <summary>The resourceVersion is newer than the server knows.</summary>
    TooLarge,

    /// <summary>The server rejected the call.</summary>
    Refused,

    /// <summary>The kind, which need not exist, does not, or reading it is forbidden.</summary>
    Absent,
}

/// <summary>Classifies failures.</summary>
internal static class WatchFailures
{
    public static WatchFailure Of(Exception exception) =>
        exception is KubeException answer ? Of(answer) : WatchFailure.Unavailable;

    public static WatchFailure Of(V1Status status) => Of(new KubeException(status));

    private static WatchFailure Of(KubeException answer) =>
        answer switch
        {
            { IsGone: true } => WatchFailure.Expired,
            { IsTooLargeResourceVersion: true } => WatchFailure.TooLarge,
            { IsTransient: true } => WatchFailure.Unavailable,
            _ => WatchFailure.Refused,
        };
}
