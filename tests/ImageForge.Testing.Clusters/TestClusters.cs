namespace ImageForge.Testing.Clusters;

/// <summary>Chooses the control plane that a run is held against.</summary>
public static class TestClusters
{
    private const string ConventionalAssets = "/usr/local/kubebuilder/bin";

    /// <summary>The cluster of IMAGEFORGE_TEST_KUBECONFIG, else one as <see cref="StartOwnAsync"/> starts it.</summary>
    /// <param name="embedded">Starts our own cluster.</param>
    /// <param name="options">What a control plane is started with.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ITestCluster> StartAsync(
        Func<Task<ITestCluster>> embedded,
        ControlPlaneOptions options,
        CancellationToken cancellation
    )
    {
        var kubeconfig = Environment.GetEnvironmentVariable("IMAGEFORGE_TEST_KUBECONFIG");
        return string.IsNullOrEmpty(kubeconfig)
            ? await StartOwnAsync(embedded, options, cancellation)
            : new ExistingCluster(kubeconfig);
    }

    /// <summary>A cluster that nobody else uses and that ends with the test: a control plane where one is installed, else our own.</summary>
    /// <param name="embedded">Starts our own cluster.</param>
    /// <param name="options">What a control plane is started with.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ITestCluster> StartOwnAsync(
        Func<Task<ITestCluster>> embedded,
        ControlPlaneOptions options,
        CancellationToken cancellation
    )
    {
        var assets = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") ?? ConventionalAssets;
        return ControlPlane.IsIn(assets)
            ? await ControlPlane.StartAsync(assets, options, cancellation)
            : await embedded();
    }
}
