using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.ChartWriter;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Operator.Hosting.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>What the chart makes of its values, held against the schemas of a cluster.</summary>
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

    /// <summary>Each option with a range or words, also one that is added later: at its bounds and with each word.</summary>
    [Fact]
    public async Task The_schema_and_the_operator_accept_the_same_bounds_and_words()
    {
        foreach (
            var chosen in new Func<OptionType, string?>[]
            {
                type => Bounds(type)?.Least,
                type => Bounds(type)?.Most,
                type => (type as OptionType.Choice)?.Words[0],
                type => (type as OptionType.Choice)?.Words[^1],
            }
        )
        {
            // The chart can't have a port that is not known.
            var values = Values(option =>
                option.Flag == "port" && chosen(option.Type) == "0" ? "1" : chosen(option.Type)
            );
            Assert.NotEmpty(values);
            var configuration = Configuration(await cluster.Helm.TemplateAsync(Yaml(values)));
            Assert.All(
                values,
                value =>
                    Assert.Equal(
                        $"{value.Field}: {value.Text}",
                        $"{value.Field}: {At(configuration, Pointer(value.Field))}"
                    )
            );
        }
    }

    /// <summary>Each option of the table, also one that is added later.</summary>
    [Fact]
    public async Task The_schema_and_the_operator_refuse_what_the_table_does_not_have()
    {
        foreach (
            var chosen in new Func<OptionType, string?>[]
            {
                type => Bounds(type)?.Below,
                type => Bounds(type)?.Above,
                type => type is OptionType.List ? "[\"no such value\"]" : "\"no such value\"",
            }
        )
        {
            var values = Values(option => chosen(option.Type));
            Assert.NotEmpty(values);
            var error = (await cluster.Helm.RunAsync($"template imageforge {Helm.Chart}", Yaml(values))).Failed();
            Assert.All(
                values,
                value =>
                {
                    Assert.Contains($"at '/config{Pointer(value.Field)}", error, StringComparison.Ordinal);
                    var refusal = Assert.Throws<OptionsException>(() => Options(Document(value)));
                    Assert.Contains(value.Field, refusal.Message, StringComparison.Ordinal);
                }
            );
        }

        static string Document((string Field, string Text) value) =>
            "{"
            + $"apiVersion: {ConfigurationFile.ApiVersion}, kind: {ConfigurationFile.Kind}, "
            + Helm.Objects(Yaml([value]))[0]["config"]!.ToJsonString()[1..];
    }

    /// <summary>An option's bounds and what is just outside of them, as a file has them.</summary>
    private static (string Least, string Most, string Below, string Above)? Bounds(OptionType type) =>
        type switch
        {
            OptionType.Number(var least, var most) => ($"{least}", $"{most}", $"{least - 1}", $"{most + 1}"),
            OptionType.Duration { IsZeroAllowed: var zero } => (
                zero ? "0s" : "1s",
                "999999h999999m999999s",
                zero ? "-1s" : "0s",
                "999999h999999m1000000s"
            ),
            _ => null,
        };

    private static List<(string Field, string Text)> Values(Func<Option, string?> value) =>
        [
            .. Option
                .All.Where(option => option.Field is not null and not "namespaces")
                .Select(option => (Field: option.Field!, Text: value(option)!))
                .Where(pair => pair.Text is not null),
        ];

    /// <summary>Values of the chart that set fields of the configuration.</summary>
    private static string Yaml(IEnumerable<(string Field, string Text)> values)
    {
        var config = new JsonObject();
        foreach (var (field, text) in values)
        {
            string[] keys = field.Split('.');
            var level = config;
            foreach (var key in keys[..^1])
            {
                level = (JsonObject)(level[key] ??= new JsonObject());
            }

            level[keys[^1]] = YamlReader.Read($"value: {text}")[0].Value!["value"]!.DeepClone();
        }

        return new JsonObject { ["config"] = config }.ToJsonString();
    }

    private static string Pointer(string field) => "/" + field.Replace('.', '/');

    /// <summary>The operator's file, which the operator has to accept.</summary>
    private static JsonObject Configuration(IReadOnlyList<JsonObject> objects)
    {
        var text = (string)
            objects.Single(o => Helm.Id(o) == "ConfigMap/imageforge-operator-config")["data"]!["operator.yaml"]!;
        Options(text);
        return Helm.Objects(text)[0];
    }

    /// <summary>What the operator reads of a file.</summary>
    private static void Options(string text)
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-options-");
        try
        {
            var file = Path.Combine(folder.FullName, "operator.yaml");
            File.WriteAllText(file, text);
            var cluster = Path.Combine(folder.FullName, "kubeconfig");
            File.WriteAllText(
                cluster,
                """
                apiVersion: v1
                kind: Config
                current-context: c
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: c, user: {token: t}}]
                contexts: [{name: c, context: {cluster: c, user: c}}]
                """
            );
            OptionsReader.Read([$"--config={file}", $"--kubeconfig={cluster}"], _ => null, NullLoggerFactory.Instance);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
