using System.Collections.Immutable;
using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>State of a watcher.</summary>
/// <param name="Store">The objects known to subscribers.</param>
/// <param name="Version">Version of <paramref name="Store"/>; null before the first sync.</param>
/// <param name="Streams">Whether streaming lists may be used.</param>
internal abstract record WatcherState<T>(Snapshot<T> Store, string? Version, bool Streams)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Waiting for a page of a list.</summary>
    public sealed record Listing(Snapshot<T> Store, string? Version, bool Streams, string From, ImmutableList<T> Items)
        : WatcherState<T>(Store, Version, Streams);

    /// <summary>Receiving the initial objects of a streaming list.</summary>
    public sealed record Streaming(
        Snapshot<T> Store,
        string? Version,
        bool Streams,
        string From,
        ImmutableDictionary<ObjectKey, T> Items
    ) : WatcherState<T>(Store, Version, Streams);

    /// <summary>Watching from a resourceVersion.</summary>
    public sealed record Watching(Snapshot<T> Store, string Version, bool Streams)
        : WatcherState<T>(Store, Version, Streams)
    {
        /// <summary>The resourceVersion up to which all changes are known.</summary>
        public string At => Version!;
    }
}
