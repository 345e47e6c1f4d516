using System.Text.Json.Nodes;
using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>A cluster that checks objects without keeping them, with the kinds of the Prometheus operator.</summary>
public sealed class ChartCluster : IAsyncLifetime
{
    private const string Namespaces = """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: imageforge-system
          labels:
            pod-security.kubernetes.io/enforce: restricted
            pod-security.kubernetes.io/warn: restricted
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: studio}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: press}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-chart-");
    private ITestCluster? _cluster;
    private Kubectl? _kubectl;

    internal Helm Helm => new(_folder.FullName);

    /// <summary>What the chart makes without values.</summary>
    internal IReadOnlyList<string> Defaults { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        if (KubectlTool.Path is null || HelmTool.Path is null)
        {
            return;
        }

        Defaults = [.. (await Helm.TemplateAsync()).Select(Helm.Id)];
        _cluster = await Chosen.StartOwnAsync();
        _kubectl = new(KubectlTool.Path, _cluster.Kubeconfig, Path.Combine(_folder.FullName, "cache"), null);
        (await _kubectl.RunAsync("apply -f -", Namespaces)).Succeeded();
        var kinds = Repository.File("tests", "ImageForge.Integration.Tests", "Charts", "prometheus-operator.yaml");
        (await _kubectl.RunAsync($"apply -f {kinds}")).Succeeded();
        (await _kubectl.RunAsync($"wait --for=condition=Established -f {kinds} --timeout=30s")).Succeeded();
        // Without it no pod is admitted.
        (
            await _kubectl.RunAsync($"wait --for=create serviceaccount/default --namespace {Helm.Space} --timeout=30s")
        ).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Lets the API server check objects; it warns of unknown fields and of pods that are not restricted.</summary>
    internal async Task DryRunAsync(IEnumerable<JsonObject> objects)
    {
        Assert.SkipWhen(_kubectl is null, KubectlTool.Missing);
        var list = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray([.. objects.Select(o => o.DeepClone())]),
        };
        var result = await _kubectl.RunAsync(
            "apply --server-side --dry-run=server --validate=strict -f -",
            list.ToJsonString()
        );
        result.Succeeded();
        Assert.DoesNotContain("Warning", result.Error, StringComparison.Ordinal);
    }
}
