using ImageForge.Kube;

namespace ImageForge.Runtime.Controllers;

/// <summary>Moves the actual state of an object towards its spec.</summary>
public interface IReconciler
{
    /// <summary>
    /// Reconciles an object from the cache, which may have been deleted. Must be idempotent. Called after every change,
    /// never concurrently for the same key.
    /// </summary>
    /// <param name="key">Key of the object.</param>
    /// <param name="cancellation">The drain timeout of the shutdown has passed.</param>
    /// <exception cref="TerminalException">Not retriable until something changes.</exception>
    /// <exception cref="Exception">Anything else is retried with exponential back-off.</exception>
    Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation);
}
