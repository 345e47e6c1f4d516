using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.Api.Common;
using ImageForge.ChartWriter;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Operator.Scheduling;
using ImageForge.Operator.Telemetry;
using ImageForge.Runtime.Diagnostics;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>The chart by itself: what it is made of, and what it has to agree with.</summary>
public sealed partial class ChartTests : IDisposable
{
    private const string AllOn = """
        podDisruptionBudget: {enabled: true}
        serviceMonitor: {enabled: true}
        podMonitor: {enabled: true}
        prometheusRule: {enabled: true}
        dashboard: {enabled: true}
        networkPolicy: {enabled: true, runners: {namespaces: [studio], publicInternet: true}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-chart-");

    private Helm Helm => new(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData(AllOn)]
    public async Task Lint_finds_nothing(string values) =>
        Assert.Contains(
            "1 chart(s) linted, 0 chart(s) failed",
            (await Helm.RunAsync($"lint --strict {Helm.Chart}", values)).Succeeded(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Generated_files_are_up_to_date()
    {
        var files = GeneratedFiles.Of(Repository.Root);
        Assert.All(
            files,
            file =>
                Assert.True(
                    File.ReadAllText(Repository.File(file.Path)) == file.Content,
                    $"{file.Path} is not up to date: run `make chart` and commit."
                )
        );
        Assert.Equal(
            files.Select(file => file.Path).Where(path => path.Contains("/crds/", StringComparison.Ordinal)),
            Directory
                .EnumerateFiles(Repository.File(Helm.Chart, "files", "crds"))
                .Select(path => Path.GetRelativePath(Repository.Root, path))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Versions_are_that_of_the_programs()
    {
        var version = Version().Match(File.ReadAllText(Repository.File("Directory.Build.props"))).Groups[1].Value;
        var chart = Helm.Objects(File.ReadAllText(Repository.File(Helm.Chart, "Chart.yaml")))[0];
        Assert.Equal(version, (string?)chart["version"]);
        Assert.Equal(version, (string?)chart["appVersion"]);
        Assert.Equal(
            [$"imageforge/operator:{version}", $"imageforge/runner:{version}"],
            Helm.List((string)chart["annotations"]!["artifacthub.io/images"]!).Select(image => (string?)image!["image"])
        );
        Assert.Equal(
            Directory
                .EnumerateFiles(Repository.File("crds"), "imageforge.dev_*.yaml")
                .Select(file => (string)Helm.Objects(File.ReadAllText(file))[0]["metadata"]!["name"]!)
                .Order(StringComparer.Ordinal),
            Helm.List((string)chart["annotations"]!["artifacthub.io/crds"]!)
                .Select(crd => (string)crd!["name"]!)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Kustomization_renders_the_same_objects()
    {
        Assert.SkipWhen(KubectlTool.Path is null, KubectlTool.Missing);
        var kubectl = new Kubectl(KubectlTool.Path, "/dev/null", _folder.FullName, null);
        var kustomized = Helm.Objects((await kubectl.RunAsync("kustomize config/default")).Succeeded());
        var templated = await Helm.TemplateAsync("test: {enabled: false}");
        // Helm makes the namespace itself, by --create-namespace.
        Assert.Equal(
            kustomized.Where(o => (string?)o["kind"] != "Namespace").Select(Comparable).Order(StringComparer.Ordinal),
            templated.Select(Comparable).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Definitions_are_those_of_crds_and_small_enough_to_be_applied()
    {
        const int Limit = 200_000;
        var rendered = (await Helm.TemplateAsync())
            .Where(o => (string?)o["kind"] == "CustomResourceDefinition")
            .ToDictionary(Helm.Id);
        string[] files = [.. Directory.EnumerateFiles(Repository.File("crds"), "imageforge.dev_*.yaml")];
        Assert.Equal(files.Length, rendered.Count);
        foreach (var file in files)
        {
            var committed = Helm.Objects(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))[0];
            var crd = rendered[Helm.Id(committed)];
            Assert.InRange(crd.ToJsonString().Length, 1, Limit);
            Assert.True(JsonNode.DeepEquals(crd["spec"], committed["spec"]), $"{Helm.Id(crd)} differs");
        }
    }

    [Fact]
    public async Task A_changed_configuration_rolls_the_Deployment_and_nothing_else_does()
    {
        var sum = await ChecksumAsync("");
        Assert.Equal(sum, await ChecksumAsync("{replicas: 2, service: {port: 9090}}"));
        Assert.NotEqual(sum, await ChecksumAsync("config: {workers: 4}"));
        Assert.NotEqual(sum, await ChecksumAsync("watchNamespaces: [studio]"));
        Assert.NotEqual(sum, await ChecksumAsync("runner: {image: {tag: other}}"));
    }

    [Fact]
    public async Task Alerts_and_dashboard_use_metrics_that_are_exported()
    {
        // Its instruments are there with the first queue.
        RuntimeHelpers.RunClassConstructor(typeof(RuntimeMetrics).TypeHandle);
        using var metrics = new OperatorMetrics(() => [], new JobSlots(new(0), new(), () => true), () => true);
        using var collector = new PrometheusCollector(metrics.Owns);
        var exported = Exported()
            .Matches(collector.Scrape())
            .SelectMany(match =>
                match.Groups[2].Value == "histogram"
                    ? new[] { "_bucket", "_sum", "_count" }.Select(end => match.Groups[1].Value + end)
                    : [match.Groups[1].Value]
            )
            .ToHashSet();
        Assert.True(exported.Count > 10, string.Join(' ', exported));

        var objects = await Helm.TemplateAsync(AllOn);
        var rule = objects.Single(o => (string?)o["kind"] == "PrometheusRule");
        var dashboard = objects.Single(o => Helm.Id(o) == "ConfigMap/imageforge-dashboard");
        var alerts = rule["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).ToList();
        var panels = JsonNode.Parse((string)dashboard["data"]!["imageforge.json"]!)!["panels"]!.AsArray();
        Assert.True(alerts.Count >= 6);
        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
        string[] expressions =
        [
            .. alerts.Select(alert => (string)alert!["expr"]!),
            .. panels.SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!),
        ];
        Assert.All(
            expressions,
            expression =>
            {
                string[] used = [.. Metric().Matches(expression).Select(match => match.Value)];
                Assert.NotEmpty(used);
                Assert.Empty(used.Except(exported));
                Assert.Empty(
                    State().Matches(expression).Select(match => match.Groups[1].Value).Except(Enum.GetNames<JobState>())
                );
            }
        );
    }

    [Theory]
    [InlineData("imageforge", "", "imageforge-operator")]
    [InlineData("prod", "", "prod-imageforge-operator")]
    [InlineData("imageforge-prod", "", "imageforge-prod-operator")]
    [InlineData("prod", "fullnameOverride: pictures", "pictures-operator")]
    [InlineData("prod", "nameOverride: pictures", "prod-pictures-operator")]
    public async Task Names_follow_from_the_release(string release, string values, string expected)
    {
        var objects = await Helm.TemplateAsync(values, release: release);
        Assert.Contains($"Deployment/{expected}", objects.Select(Helm.Id));
        Assert.Contains($"ClusterRole/{expected}", objects.Select(Helm.Id));
    }

    [Fact]
    public async Task Roles_of_namespaces_allow_what_the_ClusterRole_does()
    {
        var everywhere = (await Helm.TemplateAsync()).Single(o => (string?)o["kind"] == "ClusterRole");
        var roles = (await Helm.TemplateAsync("watchNamespaces: [studio, press]"))
            .Where(o => Helm.Id(o) is "Role/studio/imageforge-operator" or "Role/press/imageforge-operator")
            .ToList();
        Assert.Equal(2, roles.Count);
        Assert.All(roles, role => Assert.True(JsonNode.DeepEquals(everywhere["rules"], role["rules"])));
    }

    [Fact]
    public async Task Names_are_never_too_long()
    {
        var objects = await Helm.TemplateAsync(AllOn, release: new string('r', 53));
        Assert.All(objects, o => Assert.InRange(((string)o["metadata"]!["name"]!).Length, 1, 63));
    }

    [Fact]
    public async Task A_chart_may_depend_on_it()
    {
        var parent = _folder.CreateSubdirectory("parent");
        CopyChart(Repository.File(Helm.Chart), Path.Combine(parent.FullName, "charts", "imageforge"));
        await File.WriteAllTextAsync(
            Path.Combine(parent.FullName, "Chart.yaml"),
            """
            apiVersion: v2
            name: parent
            version: 1.0.0
            dependencies:
            - {name: imageforge, version: "*", condition: imageforge.enabled}
            """,
            TestContext.Current.CancellationToken
        );
        const string Values = "{global: {region: eu}, imageforge: {enabled: true, replicas: 2}}";
        var objects = await Helm.TemplateAsync(Values, parent.FullName);
        Assert.Equal(2, (int)objects.Single(o => (string?)o["kind"] == "Deployment")["spec"]!["replicas"]!);
        Assert.Empty(await Helm.TemplateAsync("imageforge: {enabled: false}", parent.FullName));
    }

    [Theory]
    [InlineData("{}", "No default store is configured", "create secret generic s3 ")]
    [InlineData(
        "config: {store: {uri: 's3://a/b', secretName: keys}}",
        "of s3://a/b in",
        "create secret generic keys "
    )]
    [InlineData("config: {store: {uri: 's3://a/b'}}", "The default store is s3://a/b, without a Secret")]
    [InlineData("config: {store: {uri: 'pvc://claim/b'}}", "PersistentVolumeClaim claim of the default store")]
    [InlineData("crds: {enabled: false}", "are not part of this release (crds.enabled=false)")]
    [InlineData("watchNamespaces: [studio, press]", "for the namespaces studio, press.")]
    public async Task Notes_say_what_the_values_leave_to_do(string values, params string[] texts)
    {
        var line = $"install imageforge {Helm.Chart} --dry-run=client";
        var notes = (await Helm.RunAsync(line, values)).Succeeded().Split("\nNOTES:\n")[1];
        Assert.All(texts, text => Assert.Contains(text, notes, StringComparison.Ordinal));
        Assert.DoesNotContain("\n\n\n", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_signed_and_verified()
    {
        // Made for this test: gpg --quick-generate-key chart@example.com rsa2048 sign never, and --export-secret-keys.
        var ring = Repository.File("tests", "ImageForge.Integration.Tests", "Charts", "signing-key.gpg");
        var environment = new Dictionary<string, string>
        {
            ["CHART_KEY"] = "chart@example.com",
            ["CHART_KEYRING"] = ring,
            ["CHART_OUTPUT"] = _folder.FullName,
        };
        (await Programs.RunAsync(Repository.File("charts", "package.sh"), [], environment)).Succeeded();
        var package = Assert.Single(_folder.GetFiles("imageforge-*.tgz"));
        Assert.True(File.Exists(package.FullName + ".prov"));
        var verify = $"verify {package.FullName} --keyring {ring}";
        Assert.Contains("chart@example.com", (await Helm.RunAsync(verify)).Succeeded(), StringComparison.Ordinal);
        // The same objects come of the package.
        Assert.NotEmpty(await Helm.TemplateAsync("", package.FullName));

        await File.AppendAllTextAsync(package.FullName, "x", TestContext.Current.CancellationToken);
        Assert.Contains("sha256", (await Helm.RunAsync(verify)).Failed(), StringComparison.Ordinal);
    }

    /// <summary>Copies a chart, so that a test may change it.</summary>
    internal static void CopyChart(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>An object without what Helm or Kustomize adds to it, and with the operator's file in one form.</summary>
    private static string Comparable(JsonObject o)
    {
        var copy = o.DeepClone().AsObject();
        foreach (
            var metadata in new[] { copy["metadata"], copy["spec"]?["template"]?["metadata"] }.OfType<JsonObject>()
        )
        {
            Remove(metadata, "labels", "helm.sh/chart", "app.kubernetes.io/managed-by");
            Remove(metadata, "annotations", "helm.sh/resource-policy", "checksum/config");
        }

        if (copy["data"]?["operator.yaml"] is { } file)
        {
            copy["data"]!["operator.yaml"] = Helm.Objects((string)file!)[0];
        }

        // Kustomize puts a hash of the file where Helm has the checksum.
        return HashOfConfiguration().Replace(Sorted(copy)!.ToJsonString(), "$1");
    }

    private static void Remove(JsonObject metadata, string map, params string[] keys)
    {
        if (metadata[map] is JsonObject entries)
        {
            Array.ForEach(keys, key => entries.Remove(key));
            if (entries.Count == 0)
            {
                metadata.Remove(map);
            }
        }
    }

    [return: NotNullIfNotNull(nameof(node))]
    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject fields => new JsonObject(
                fields
                    .OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };

    private async Task<string> ChecksumAsync(string values) =>
        (string)
            (await Helm.TemplateAsync(values)).Single(o => (string?)o["kind"] == "Deployment")["spec"]!["template"]![
                "metadata"
            ]!["annotations"]!["checksum/config"]!;

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex Version();

    [GeneratedRegex("(imageforge-operator-config)-[a-z0-9]{10}(?=\")")]
    private static partial Regex HashOfConfiguration();

    [GeneratedRegex(@"# TYPE (\w+) (\w+)")]
    private static partial Regex Exported();

    [GeneratedRegex(@"\bimageforge_\w+")]
    private static partial Regex Metric();

    [GeneratedRegex("state=\"(\\w+)\"")]
    private static partial Regex State();
}
