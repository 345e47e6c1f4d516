using ImageForge.Kube;

namespace ImageForge.Runtime.Informers;

/// <summary>A cache that follows the server, whatever it holds.</summary>
public interface IInformer
{
    /// <summary>Plural of the kind, for logs and metrics.</summary>
    string Name { get; }

    /// <summary>Completes when the store holds all that the server had at some moment after the start.</summary>
    Task Synced { get; }

    /// <summary>Follows the server until cancelled; failures are waited out.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>True if the store is as new as a version of one of its objects that a write returned.</summary>
    bool HasReached(ObjectKey key, string resourceVersion);
}
