using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>The real helm, with folders of its own, and a kubeconfig where it is to reach a cluster.</summary>
internal sealed class Helm(string folder, string? kubeconfig = null)
{
    /// <summary>The chart, within the repository.</summary>
    public const string Chart = "charts/imageforge";

    public const string Space = "imageforge-system";

    /// <summary>Runs a command given as one line.</summary>
    /// <param name="line">Command and arguments.</param>
    /// <param name="values">What is passed by <c>--values -</c>.</param>
    /// <param name="space">The release's namespace.</param>
    public Task<ProgramResult> RunAsync(string line, string? values = null, string space = Space)
    {
        Assert.SkipWhen(HelmTool.Path is null, HelmTool.Missing);
        string[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--namespace", space];
        return Programs.RunAsync(
            HelmTool.Path,
            values is null ? words : [.. words, "--values", "-"],
            new Dictionary<string, string>
            {
                ["HELM_CACHE_HOME"] = Path.Combine(folder, "helm", "cache"),
                ["HELM_CONFIG_HOME"] = Path.Combine(folder, "helm", "config"),
                ["HELM_DATA_HOME"] = Path.Combine(folder, "helm", "data"),
                // None that happens to be set: a test that needs a cluster names it.
                ["KUBECONFIG"] = kubeconfig ?? "/dev/null",
            },
            values
        );
    }

    /// <summary>The objects that the chart makes of some values.</summary>
    public async Task<IReadOnlyList<JsonObject>> TemplateAsync(
        string values = "",
        string chart = Chart,
        string release = "imageforge"
    ) => Objects((await RunAsync($"template {release} {chart}", values)).Succeeded());

    /// <summary>The objects of a YAML stream.</summary>
    public static IReadOnlyList<JsonObject> Objects(string yaml) =>
        [.. YamlReader.Read(yaml).Select(document => document.Value).OfType<JsonObject>()];

    /// <summary>The items of a list in YAML.</summary>
    public static JsonArray List(string yaml) => YamlReader.Read(yaml)[0].Value!.AsArray();

    /// <summary>Kind, namespace where it is another than the release's, and name.</summary>
    public static string Id(JsonObject o) =>
        (string?)o["metadata"]!["namespace"] is { } ns and not Space
            ? $"{o["kind"]}/{ns}/{o["metadata"]!["name"]}"
            : $"{o["kind"]}/{o["metadata"]!["name"]}";
}
