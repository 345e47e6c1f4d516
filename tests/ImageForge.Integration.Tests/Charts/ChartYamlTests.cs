using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.ChartWriter;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>The YAML that the chart renders: the types of its scalars, its keys, and what becomes of removed values.</summary>
public sealed class ChartYamlTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-chart-");

    private Helm Helm => new(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Legal names that YAML reads as another type where they are not quoted.</summary>
    [Theory]
    [InlineData("123")]
    [InlineData("1e3")]
    [InlineData("0x1f")]
    [InlineData("true")]
    [InlineData("no")]
    [InlineData("null")]
    public async Task Scalars_keep_their_types_whatever_names_look_like(string name)
    {
        var expected = await TypesAsync("name", "30s");
        Assert.True(expected.Count > 1000, $"{expected.Count} values");
        Assert.Equal(expected, await TypesAsync(name, "0"));
    }

    [Fact]
    public async Task Large_numbers_stay_whole_numbers()
    {
        const string Values = """
            replicas: 2000000
            terminationGracePeriodSeconds: 3000000
            podDisruptionBudget: {enabled: true, maxUnavailable: 1000000}
            """;
        var text = (await Helm.RunAsync($"template imageforge {Helm.Chart}", Values)).Succeeded();
        Assert.All(
            ["replicas: 2000000\n", "terminationGracePeriodSeconds: 3000000\n", "maxUnavailable: 1000000\n"],
            line => Assert.Contains(line, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task No_key_stands_twice_and_the_chart_keeps_its_own()
    {
        const string Own =
            "{app.kubernetes.io/name: zz, app.kubernetes.io/instance: zz, app.kubernetes.io/version: zz, "
            + "app.kubernetes.io/component: zz, app.kubernetes.io/part-of: zz, app.kubernetes.io/managed-by: zz, "
            + "helm.sh/chart: zz}";
        const string Values = $$$"""
            commonLabels: {{{Own}}}
            podLabels: {{{Own}}}
            podAnnotations: {checksum/config: zz}
            crds: {annotations: {helm.sh/resource-policy: zz}}
            podDisruptionBudget: {enabled: true}
            serviceMonitor: {enabled: true, labels: {{{Own}}}}
            podMonitor: {enabled: true, labels: {{{Own}}}}
            prometheusRule: {enabled: true, labels: {{{Own}}}}
            dashboard: {enabled: true, labels: {{{Own}}}}
            networkPolicy: {enabled: true, runners: {namespaces: [studio]}}
            """;
        var text = (await Helm.RunAsync($"template imageforge {Helm.Chart}", Values)).Succeeded();
        var documents = YamlReader.Read(text, new YamlReaderOptions { LastKeyCounts = true });
        Assert.Empty(documents.SelectMany(document => document.Duplicates));

        var objects = documents.Select(document => document.Value).OfType<JsonObject>().ToDictionary(Helm.Id);
        var deployment = objects["Deployment/imageforge-operator"];
        var definition = objects["CustomResourceDefinition/storyboards.imageforge.dev"];
        Assert.Equal("keep", (string?)definition["metadata"]!["annotations"]!["helm.sh/resource-policy"]);
        Assert.Equal("operator", Component(deployment["metadata"]!));
        Assert.Equal("operator", Component(deployment["spec"]!["template"]!["metadata"]!));
        Assert.Equal("operator", Component(objects["Service/imageforge-operator"]["metadata"]!));
        Assert.Matches(
            "^[0-9a-f]{64}$",
            (string)deployment["spec"]!["template"]!["metadata"]!["annotations"]!["checksum/config"]!
        );

        static string? Component(JsonNode metadata) => (string?)metadata["labels"]!["app.kubernetes.io/component"];
    }

    /// <summary>Helm removes what is set to null: the schema refuses it, or the templates do without.</summary>
    [Fact]
    public async Task A_removed_value_is_refused_by_the_schema_or_not_needed()
    {
        var values = ChartValue.Read(await File.ReadAllTextAsync(Repository.File(Helm.Chart, "values.yaml"), Token));
        var refused = 0;
        var optional = new JsonObject();
        foreach (var value in values)
        {
            var result = await Helm.RunAsync($"template imageforge {Helm.Chart}", $"{value.Key}: null");
            if (result.Error.Contains($"missing property '{value.Key}'", StringComparison.Ordinal))
            {
                refused++;
                continue;
            }

            result.Succeeded();
            optional[value.Key] = null;
        }

        Assert.InRange(refused, 20, values.Count);
        Assert.NotEmpty(optional);
        // Fields of Kubernetes' own mappings may go too.
        optional["resources"] = new JsonObject { ["limits"] = null };
        optional["podSecurityContext"] = new JsonObject { ["runAsUser"] = null, ["runAsGroup"] = null };
        optional["config"] = new JsonObject { ["leaderElection"] = null };
        var pod = (await Helm.TemplateAsync(optional.ToJsonString())).Single(o => (string?)o["kind"] == "Deployment")[
            "spec"
        ]!["template"]!["spec"]!;
        Assert.Equal(
            """{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}}""",
            pod["securityContext"]!.ToJsonString()
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The place and type of every value of a render in which as many names as possible are one.</summary>
    private async Task<IReadOnlyList<string>> TypesAsync(string name, string interval)
    {
        // The name of a Service begins with a letter.
        var full = char.IsAsciiLetter(name[0]) ? name : $"n{name}";
        var values = $$$"""
            nameOverride: "{{{name}}}"
            fullnameOverride: "{{{full}}}"
            commonLabels: {team: "{{{name}}}"}
            image: {repository: "{{{name}}}", tag: "{{{name}}}", pullSecrets: [{name: "{{{name}}}"}]}
            runner: {image: {repository: "{{{name}}}"}, gpuImage: {repository: "{{{name}}}"}}
            watchNamespaces: ["{{{name}}}"]
            config:
              telemetry: {endpoint: "http://collector:4317", headersSecretName: "{{{name}}}"}
              runner: {imagePullSecret: "{{{name}}}", queueName: "{{{name}}}", serviceAccountNames: ["{{{name}}}"]}
              store: {uri: "s3://store/x", region: "{{{name}}}", secretName: "{{{name}}}"}
            nodeSelector: {pool: "{{{name}}}"}
            priorityClassName: "{{{name}}}"
            podAnnotations: {note: "{{{name}}}"}
            podLabels: {note: "{{{name}}}"}
            extraArgs: ["{{{name}}}"]
            serviceAccount: {name: "{{{name}}}", annotations: {note: "{{{name}}}"}}
            crds: {annotations: {note: "{{{name}}}"}}
            podDisruptionBudget: {enabled: true}
            service: {annotations: {note: "{{{name}}}"}}
            serviceMonitor: {enabled: true, labels: {note: "{{{name}}}"}, interval: "{{{interval}}}", scrapeTimeout: "{{{interval}}}"}
            podMonitor: {enabled: true, labels: {note: "{{{name}}}"}, interval: "{{{interval}}}", scrapeTimeout: "{{{interval}}}"}
            prometheusRule: {enabled: true, labels: {note: "{{{name}}}"}}
            dashboard: {enabled: true, labels: {note: "{{{name}}}"}, annotations: {note: "{{{name}}}"}}
            networkPolicy: {enabled: true, metricsFrom: [{podSelector: {}}], runners: {namespaces: ["{{{name}}}"], publicInternet: true}}
            """;
        var objects = Helm.Objects(
            (await Helm.RunAsync($"template {name} {Helm.Chart}", values, space: name)).Succeeded()
        );
        return [.. objects.SelectMany(o => Types($"{o["kind"]}", o))];
    }

    private static IEnumerable<string> Types(string path, JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(field =>
                Types(
                    $"{path}/{field.Key}",
                    field.Key == "operator.yaml" ? Helm.Objects((string)field.Value!)[0] : field.Value
                )
            ),
            JsonArray items => items.SelectMany((item, index) => Types($"{path}/{index}", item)),
            // As a cluster sees it: true and false are of one type.
            _ => [$"{path}: {node?.GetValueKind().ToString().Replace("False", "True", StringComparison.Ordinal)}"],
        };
}
