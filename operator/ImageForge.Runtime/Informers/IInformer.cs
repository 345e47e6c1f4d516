using ImageForge.Kube;

namespace ImageForge.Runtime.Informers;

/// <summary>A cache of any kind.</summary>
public interface IInformer
{
    /// <summary>Plural of the kind, for logs and metrics.</summary>
    string Name { get; }

    /// <summary>Completes after the initial list.</summary>
    Task Synced { get; }

    /// <summary>
    /// What an administrator has to mend before the cache can be filled or followed, such as a missing permission or
    /// CustomResourceDefinition; null if nothing. The cache retries and recovers by itself.
    /// </summary>
    string? Problem { get; }

    /// <summary>Watches until cancelled; failures are retried.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Whether the store has reached the resourceVersion returned by a write.</summary>
    bool HasReached(ObjectKey key, string resourceVersion);
}
