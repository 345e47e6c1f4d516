namespace ImageForge.Testing.Clusters;

/// <summary>A cluster that is there already, such as k3d; it must be able to pull the runner's image.</summary>
internal sealed class ExistingCluster(string kubeconfig) : ITestCluster
{
    public string Description => $"the cluster of {kubeconfig}";

    public string Kubeconfig => kubeconfig;

    public bool RunsPods => true;

    public bool PodsAreProcesses => false;

    public Task<bool> InterruptAsync(TimeSpan time, CancellationToken cancellation) => Task.FromResult(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
