using ImageForge.Api.GenerationJobs;

namespace ImageForge.Cli.Local;

/// <summary>An object that is reconciled with the operator's own decisions, without a cluster.</summary>
internal interface ILocalObject
{
    /// <summary>Reconciles until the object is at rest, or waits for another one.</summary>
    /// <returns>Whether it is at rest.</returns>
    Task<bool> ReconcileAsync(CancellationToken cancellation);

    /// <summary>What a person is told of it.</summary>
    /// <param name="place">Where an artifact of a store is found.</param>
    LocalResult Result(Func<StorageSpec?, string, string> place);
}
