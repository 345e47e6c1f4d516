using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>Input of a watcher.</summary>
internal abstract record WatcherInput<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private WatcherInput() { }

    /// <summary>A page of a list.</summary>
    public sealed record Page(ListPage<T> List) : WatcherInput<T>;

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
