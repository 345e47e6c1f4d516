using ImageForge.Kube;

namespace ImageForge.Runtime.Controllers;

/// <summary>Brings the world closer to what one object asks for.</summary>
public interface IReconciler
{
    /// <summary>
    /// Looks at the object (from the cache; it may be gone) and acts. Never called twice at once for one key, called
    /// again after every change, and repeatable without harm.
    /// </summary>
    /// <param name="key">Which object.</param>
    /// <param name="cancellation">The process is stopping and its time for that is over.</param>
    /// <exception cref="TerminalException">Trying again is of no use before something changes.</exception>
    /// <exception cref="Exception">Anything else is tried again, later each time.</exception>
    Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation);
}
