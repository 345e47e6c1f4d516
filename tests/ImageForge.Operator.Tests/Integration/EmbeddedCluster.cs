using ImageForge.DevCluster;
using ImageForge.Testing.Clusters;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>A development cluster inside the test's own process.</summary>
internal sealed class EmbeddedCluster(DevelopmentCluster cluster) : ITestCluster
{
    public string Description => "the embedded development cluster";

    public string Kubeconfig => cluster.KubeconfigPath;

    public bool RunsPods => true;

    public bool PodsAreProcesses => true;

    public Task<bool> InterruptAsync(TimeSpan time, CancellationToken cancellation) => Task.FromResult(false);

    public static async Task<ITestCluster> StartAsync(string data, IReadOnlyDictionary<string, string> images) =>
        new EmbeddedCluster(
            await DevelopmentCluster.StartAsync(
                new DevelopmentClusterOptions
                {
                    DataDirectory = data,
                    Images = images,
                    JobBackoff = TimeSpan.FromMilliseconds(200),
                    // As slow as Kubernetes: what the operator says of a pod before must hold after.
                    JobDelay = TimeSpan.FromSeconds(1),
                }
            )
        );

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
