namespace ImageForge.Testing.Clusters;

/// <summary>A control plane that the tests may do with as they like.</summary>
public interface ITestCluster : IAsyncDisposable
{
    /// <summary>What it is, for the log of the run.</summary>
    string Description { get; }

    /// <summary>A kubeconfig whose user may do everything.</summary>
    string Kubeconfig { get; }

    /// <summary>Whether Jobs run: a bare API server stores them only.</summary>
    bool RunsPods { get; }

    /// <summary>Whether each container is a process of this machine.</summary>
    bool PodsAreProcesses { get; }

    /// <summary>Kills the API server and starts it again after a while; false where it would forget everything, or cannot be reached.</summary>
    Task<bool> InterruptAsync(TimeSpan time, CancellationToken cancellation);
}
