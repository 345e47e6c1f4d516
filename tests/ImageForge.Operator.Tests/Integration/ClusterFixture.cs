using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>A development cluster with ImageForge's definitions, the real runner, and a folder as store.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-operator-tests-");
    private DevelopmentCluster? _cluster;
    private int _namespaces;

    internal KubeConfig Config => KubeConfig.Load(_cluster!.KubeconfigPath);

    internal string KubeconfigPath => _cluster!.KubeconfigPath;

    internal KubeClient Client { get; private set; } = null!;

    internal string Store => Path.Combine(_folder.FullName, "store");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Store);
        _cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions
            {
                DataDirectory = Path.Combine(_folder.FullName, "cluster"),
                Images = new Dictionary<string, string> { ["imageforge/runner"] = Programs.Runner },
                JobBackoff = TimeSpan.FromMilliseconds(200),
            }
        );
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
    }

    /// <summary>A namespace of the test's own.</summary>
    internal async Task<string> NamespaceAsync()
    {
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

    private static JsonTypeInfo<Unstructured> UnstructuredJson { get; } =
        (JsonTypeInfo<Unstructured>)
            new System.Text.Json.JsonSerializerOptions
            {
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            }.GetTypeInfo(typeof(Unstructured));
}
