using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using Xunit;

namespace ImageForge.Integration.Tests.Clusters;

/// <summary>The cluster that this run is held against; it says which one that is.</summary>
internal static class Chosen
{
    /// <summary>One that all tests share.</summary>
    public static Task<ITestCluster> StartAsync() =>
        TestClusters.StartAsync(() => EmbeddedAsync(null), Options(null), TestContext.Current.CancellationToken);

    /// <summary>One that nobody else uses and that ends with the test.</summary>
    /// <param name="audit">Where each request is written down; null for nowhere.</param>
    public static Task<ITestCluster> StartOwnAsync(string? audit = null) =>
        TestClusters.StartOwnAsync(() => EmbeddedAsync(audit), Options(audit), TestContext.Current.CancellationToken);

    private static async Task<ITestCluster> EmbeddedAsync(string? audit) =>
        audit is null ? await EmbeddedCluster.StartAsync() : await EmbeddedCluster.StartAsync("--audit", audit);

    private static ControlPlaneOptions Options(string? audit) =>
        new()
        {
            Images = new Dictionary<string, string>
            {
                ["imageforge/runner"] = Repository.Program("runner"),
                ["imageforge/operator"] = Repository.Program("operator"),
            },
            AuditFile = audit,
        };
}
