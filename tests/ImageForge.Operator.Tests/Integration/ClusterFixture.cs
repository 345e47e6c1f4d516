using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.Yaml;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Testing.Clusters;
using k8s;
using k8s.Models;
using Xunit;

[assembly: AssemblyFixture(typeof(ImageForge.Operator.Tests.Integration.ClusterFixture))]

namespace ImageForge.Operator.Tests.Integration;

/// <summary>A cluster with ImageForge's definitions, the real runner, and a folder as store.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-operator-tests-");
    private ITestCluster? _cluster;
    private int _namespaces;

    internal KubeConfig Config => KubeConfig.Load(_cluster!.Kubeconfig);

    internal string KubeconfigPath => _cluster!.Kubeconfig;

    internal KubeClient Client { get; private set; } = null!;

    internal bool PodsAreProcesses => _cluster!.PodsAreProcesses;

    internal string Store => Path.Combine(_folder.FullName, "store");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Store);
        var images = new Dictionary<string, string> { ["imageforge/runner"] = Programs.Runner };
        _cluster = await TestClusters.StartOwnAsync(
            () => EmbeddedCluster.StartAsync(Path.Combine(_folder.FullName, "cluster"), images),
            new ControlPlaneOptions { Images = images },
            TestContext.Current.CancellationToken
        );
        await Console.Out.WriteLineAsync($"The operator is tested against {_cluster.Description}.");
        Client = KubeClient.Create(Config);
        var definitions = new ResourceType<Unstructured>(
            "apiextensions.k8s.io",
            "v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            false,
            UnstructuredJson
        );
        foreach (var definition in CustomResourceDefinitions.Yaml.SelectMany(YamlReader.Read))
        {
            await Client.CreateAsync(
                definitions,
                new Unstructured(definition.Value!.AsObject()),
                CancellationToken.None
            );
        }

        // A server serves a new kind a moment after it has taken its definition.
        await Scenario.UntilAsync(
            async () =>
                await IsServedAsync(ApiResources.GenerationJobs)
                && await IsServedAsync(ApiResources.Storyboards)
                && await IsServedAsync(ApiResources.AtmosphereProfiles),
            served => served,
            "the three kinds are served"
        );
    }

    /// <summary>A namespace of the test's own.</summary>
    internal async Task<string> NamespaceAsync()
    {
        Assert.SkipUnless(_cluster!.RunsPods, $"{_cluster.Description} runs no pods");
        var name = $"test-{Interlocked.Increment(ref _namespaces)}";
        var type = new ResourceType<Unstructured>("", "v1", "Namespace", "namespaces", false, UnstructuredJson);
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name },
        };
        await Client.CreateAsync(type, new Unstructured(json), CancellationToken.None);
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsServedAsync<T>(ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            await Client.ListPageAsync(type, null, new ListOptions(), CancellationToken.None);
            return true;
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    private static JsonTypeInfo<Unstructured> UnstructuredJson { get; } =
        (JsonTypeInfo<Unstructured>)
            new System.Text.Json.JsonSerializerOptions
            {
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            }.GetTypeInfo(typeof(Unstructured));
}
