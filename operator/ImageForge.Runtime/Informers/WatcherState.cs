using System.Collections.Immutable;
using ImageForge.Api.Core;
using ImageForge.Kube;

namespace ImageForge.Runtime.Informers;

/// <summary>What a watcher knows and waits for.</summary>
/// <param name="Store">The objects that subscribers know of.</param>
/// <param name="Version">Version of <paramref name="Store"/>; null before the first sync.</param>
/// <param name="Streams">True as long as the server may be asked for streaming lists.</param>
internal abstract record WatcherState<T>(Snapshot<T> Store, string? Version, bool Streams)
    where T : class, IKubeObject
{
    /// <summary>Waits for a page of a list.</summary>
    public sealed record Listing(Snapshot<T> Store, string? Version, bool Streams, string From, ImmutableList<T> Items)
        : WatcherState<T>(Store, Version, Streams);

    /// <summary>Waits for the end of the initial objects of a streaming list.</summary>
    public sealed record Streaming(
        Snapshot<T> Store,
        string? Version,
        bool Streams,
        string From,
        ImmutableDictionary<ObjectKey, T> Items
    ) : WatcherState<T>(Store, Version, Streams);

    /// <summary>Follows a watch from a version on.</summary>
    public sealed record Watching(Snapshot<T> Store, string Version, bool Streams)
        : WatcherState<T>(Store, Version, Streams)
    {
        /// <summary>The version up to which everything is known.</summary>
        public string At => Version!;
    }
}
