using ImageForge.Api.Core;

namespace ImageForge.Runtime.Informers;

/// <summary>What follows from an input.</summary>
/// <param name="State">The state afterwards.</param>
/// <param name="Changes">Changes of the store, for subscribers.</param>
/// <param name="Request">The next call; null goes on reading the one in progress.</param>
internal sealed record WatcherStep<T>(
    WatcherState<T> State,
    IReadOnlyList<Change<T>> Changes,
    WatcherRequest? Request = null
)
    where T : class, IKubeObject;
