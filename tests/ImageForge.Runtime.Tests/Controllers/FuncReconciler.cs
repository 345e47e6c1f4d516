using ImageForge.Kube;
using ImageForge.Runtime.Controllers;

namespace ImageForge.Runtime.Tests.Controllers;

/// <summary>A reconciler that is one function.</summary>
internal sealed class FuncReconciler(Func<ObjectKey, CancellationToken, Task<ReconcileResult>> reconcile) : IReconciler
{
    public Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation) =>
        reconcile(key, cancellation);
}
