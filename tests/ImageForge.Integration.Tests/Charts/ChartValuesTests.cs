using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.ChartWriter;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Operator.Hosting.Configuration;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>What the chart makes of its values, held against the schemas of a cluster; and the values that it refuses.</summary>
public sealed class ChartValuesTests(ChartCluster cluster) : IClassFixture<ChartCluster>
{
    public static TheoryData<string> Cases => [.. ChartCase.All.Select(chosen => chosen.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Values_give_these_objects_and_the_cluster_takes_them(string name)
    {
        var chosen = ChartCase.All.Single(c => c.Name == name);
        var objects = await cluster.Helm.TemplateAsync(chosen.Values);

        Assert.Equal(
            cluster.Defaults.Except(chosen.Removed).Concat(chosen.Added).Order(StringComparer.Ordinal),
            objects.Select(Helm.Id).Order(StringComparer.Ordinal)
        );
        var configuration = Configuration(objects);
        Assert.All(
            chosen.Has,
            expected =>
            {
                var o =
                    expected.Object == "config" ? configuration : objects.Single(o => Helm.Id(o) == expected.Object);
                Assert.Equal(
                    $"{expected.Object}{expected.Pointer}: {expected.Json}",
                    $"{expected.Object}{expected.Pointer}: {At(o, expected.Pointer)?.ToJsonString()}"
                );
            }
        );
        // Large and always the same: once is enough.
        await cluster.DryRunAsync(
            objects.Where(o => name == "defaults" || (string?)o["kind"] != "CustomResourceDefinition")
        );
    }

    [Fact]
    public void Every_value_is_set_by_some_case()
    {
        var set = ChartCase
            .All.Where(chosen => chosen.Values.Length > 0)
            .SelectMany(chosen => Paths("", YamlReader.Read(chosen.Values)[0].Value))
            .ToHashSet();
        var known = ChartValue.Read(File.ReadAllText(Repository.File(Helm.Chart, "values.yaml"))).SelectMany(Leaves);
        // Another test has the names.
        Assert.Empty(known.Except(set).Except(["nameOverride", "fullnameOverride"]));
    }

    [Theory]
    [InlineData("replicas: two", "/replicas", "got string, want integer")]
    [InlineData("replicas: -1", "/replicas", "minimum")]
    [InlineData("replicaCount: 2", "'replicaCount' not allowed")]
    [InlineData("image: {registry: example.com}", "/image", "'registry' not allowed")]
    [InlineData("image: {repository: ''}", "/image/repository", "minLength")]
    [InlineData("image: {digest: latest}", "/image/digest", "does not match pattern")]
    [InlineData("image: {pullPolicy: Sometimes}", "/image/pullPolicy", "'Always', 'IfNotPresent', 'Never'")]
    [InlineData("image: {pullSecrets: [registry]}", "/image/pullSecrets/0", "got string, want object")]
    [InlineData("watchNamespaces: studio", "/watchNamespaces", "got string, want array")]
    [InlineData("watchNamespaces: [Studio]", "/watchNamespaces/0", "does not match pattern")]
    [InlineData("crds: {keep: 'yes'}", "/crds/keep", "got string, want boolean")]
    [InlineData("crds: {install: true}", "/crds", "'install' not allowed")]
    [InlineData("service: {port: 70000}", "/service/port", "maximum")]
    [InlineData("networkPolicy: {runners: {namespaces: [a, a]}}", "/networkPolicy/runners/namespaces", "equal")]
    [InlineData("commonLabels: {replicas: 2}", "/commonLabels/replicas", "got number, want string")]
    [InlineData("extraEnv: [{value: x}]", "/extraEnv/0", "'name'")]
    [InlineData("config: {workers: many}", "/config/workers", "got string, want integer")]
    [InlineData("config: {leaderElection: {enabled: 'yes'}}", "/config/leaderElection/enabled", "want boolean")]
    [InlineData("config: {store: {url: 's3://x'}}", "/config/store", "'url' not allowed")]
    [InlineData("config: {namespaces: [studio]}", "/config", "'namespaces' not allowed")]
    [InlineData("config: {jobs: {childrenAfter: 3600}}", "/config/jobs/childrenAfter", "got number, want string")]
    [InlineData("config: {jobs: {childrenAfter: later}}", "/config/jobs/childrenAfter", "does not match pattern")]
    [InlineData("config: {inputs: {allowedCIDRs: 10.0.0.0/8}}", "/config/inputs/allowedCIDRs", "want array")]
    [InlineData("{replicas: 2, config: {leaderElection: {enabled: false}}}", "each replica would reconcile every job")]
    [InlineData("podDisruptionBudget: {enabled: true, minAvailable: 1}", "one of minAvailable and maxUnavailable")]
    [InlineData("podDisruptionBudget: {enabled: true, maxUnavailable: null}", "one of minAvailable and maxUnavailable")]
    [InlineData("{service: {enabled: false}, serviceMonitor: {enabled: true}}", "serviceMonitor.enabled needs service")]
    public async Task Wrong_values_are_refused_with_their_place(string values, params string[] texts)
    {
        var error = (await cluster.Helm.RunAsync($"template imageforge {Helm.Chart}", values)).Failed();
        Assert.All(texts, text => Assert.Contains(text, error, StringComparison.Ordinal));
    }

    /// <summary>The operator's file, which the operator has to accept.</summary>
    private static JsonObject Configuration(IReadOnlyList<JsonObject> objects)
    {
        var text = (string)
            objects.Single(o => Helm.Id(o) == "ConfigMap/imageforge-operator-config")["data"]!["operator.yaml"]!;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            Assert.NotEmpty(ConfigurationFile.Read(file));
        }
        finally
        {
            File.Delete(file);
        }

        return Helm.Objects(text)[0];
    }

    private static JsonNode? At(JsonNode? node, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1))
        {
            node = node switch
            {
                JsonArray items => items[int.Parse(part, null)],
                JsonObject fields => fields[part.Replace("~1", "/", StringComparison.Ordinal)],
                _ => null,
            };
        }

        return node;
    }

    private static IEnumerable<string> Leaves(ChartValue value) =>
        value.IsConfiguration || value.Children.All(child => child.Description.Length == 0)
            ? [value.Path]
            : value.Children.SelectMany(Leaves);

    private static IEnumerable<string> Paths(string prefix, JsonNode? node) =>
        node is JsonObject fields
            ? fields.SelectMany(field => Paths($"{prefix}{field.Key}.", field.Value).Prepend(prefix + field.Key))
            : [];
}
