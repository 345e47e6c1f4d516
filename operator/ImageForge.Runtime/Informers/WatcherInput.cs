using ImageForge.Api.Core;
using ImageForge.Kube;

namespace ImageForge.Runtime.Informers;

/// <summary>What can happen to a watcher.</summary>
internal abstract record WatcherInput<T>
    where T : class, IKubeObject
{
    private WatcherInput() { }

    /// <summary>A page of a list came.</summary>
    public sealed record Page(ListPage<T> List) : WatcherInput<T>;

    /// <summary>A watch reported something.</summary>
    public sealed record Event(WatchEvent<T> Line) : WatcherInput<T>;

    /// <summary>A watch ended as it should.</summary>
    /// <param name="Early">It ended at once and had reported nothing.</param>
    public sealed record Ended(bool Early) : WatcherInput<T>;

    /// <summary>The loop was started again after an unexpected error: what came last may have been lost.</summary>
    public sealed record Restarted : WatcherInput<T>;

    /// <summary>A list or watch failed.</summary>
    public sealed record Failed(WatchFailure Failure) : WatcherInput<T>;
}
