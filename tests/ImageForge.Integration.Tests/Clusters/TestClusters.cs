namespace ImageForge.Integration.Tests.Clusters;

/// <summary>Chooses the control plane that a run is held against.</summary>
internal static class TestClusters
{
    private const string ConventionalAssets = "/usr/local/kubebuilder/bin";

    /// <summary>The cluster of IMAGEFORGE_TEST_KUBECONFIG, else a control plane where one is installed, else our own.</summary>
    public static async Task<ITestCluster> StartAsync()
    {
        var kubeconfig = Environment.GetEnvironmentVariable("IMAGEFORGE_TEST_KUBECONFIG");
        if (!string.IsNullOrEmpty(kubeconfig))
        {
            return new ExistingCluster(kubeconfig);
        }

        return await StartOwnAsync();
    }

    /// <summary>A cluster that nobody else uses and that ends with the test: a control plane where one is installed, else our own.</summary>
    public static async Task<ITestCluster> StartOwnAsync()
    {
        var assets = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") ?? ConventionalAssets;
        return HasControlPlane(assets) ? await ControlPlane.StartAsync(assets) : await EmbeddedCluster.StartAsync();
    }

    private static bool HasControlPlane(string folder) =>
        File.Exists(Path.Combine(folder, "kube-apiserver")) && File.Exists(Path.Combine(folder, "etcd"));
}
