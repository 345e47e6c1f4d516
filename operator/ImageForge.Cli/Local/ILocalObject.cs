using ImageForge.Api.GenerationJobs;

namespace ImageForge.Cli.Local;

/// <summary>An object reconciled by the operator's deciders without a cluster.</summary>
internal interface ILocalObject
{
    /// <summary>Reconciles until the object is settled or waits for another one.</summary>
    /// <returns>Whether it is settled.</returns>
    Task<bool> ReconcileAsync(CancellationToken cancellation);

    /// <summary>The result to display.</summary>
    /// <param name="place">Returns the location of an artifact.</param>
    LocalResult Result(Func<StorageSpec?, string, string> place);
}
