using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

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
