using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Systems;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>
/// What helm does with a release on a cluster. Nothing there runs Deployments: the operator is a process with the release's file, and
/// with the rights that the release gives it.
/// </summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private const string Install = "install imageforge charts/imageforge --create-namespace";
    private const string Definition = "crd/generationjobs.imageforge.dev";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-release-");
    private ITestCluster? _cluster;

    private Helm Helm => new(_folder.FullName, _cluster!.Kubeconfig);

    public async ValueTask InitializeAsync()
    {
        if (KubectlTool.Path is not null && HelmTool.Path is not null)
        {
            _cluster = await Chosen.StartOwnAsync();
            // The embedded cluster begins with the definitions; here the chart has to bring them.
            (await Kubectl("default").RunAsync("delete -k crds --ignore-not-found")).Succeeded();
            (await Kubectl("default").RunAsync("create namespace studio")).Succeeded();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Jobs_survive_upgrade_rollback_and_uninstall()
    {
        var (kubectl, studio) = (Kubectl(Helm.Space), Kubectl("studio"));
        var values = $"""
            config:
              store: {"{"}uri: "{new Uri(Path.Combine(_folder.FullName, "artifacts")).AbsoluteUri}"{"}"}
              inputs: {"{"}allowFileURIs: true{"}"}
            """;
        var notes = (await Helm.RunAsync($"install imageforge {OlderChart()} --create-namespace", values)).Succeeded();
        Assert.Contains("helm test imageforge --namespace imageforge-system", notes, StringComparison.Ordinal);
        Assert.Equal("old", await ShortNameAsync(kubectl));

        await using var system = await ConfinedProcess.StartAsync(kubectl, _cluster!, _folder.FullName);
        (await studio.RunAsync("apply -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();
        if (_cluster!.RunsPods)
        {
            (await studio.RunAsync("apply -f -", Manifests.Job("done"))).Succeeded();
            (await studio.RunAsync("wait --for=condition=Ready generationjob/done --timeout=90s")).Succeeded();
            await RunnersAreSelectedByThePolicyAsync(studio);
        }

        (
            await studio.RunAsync("wait --for=jsonpath={.status.state}=Suspended generationjob/held --timeout=60s")
        ).Succeeded();
        var jobs = await JobsAsync(studio);

        (
            await Helm.RunAsync(
                $"upgrade imageforge {Helm.Chart} --set replicas=2 --set test.url={system.Address}readyz",
                values
            )
        ).Succeeded();
        Assert.Equal("gj", await ShortNameAsync(kubectl));
        Assert.Equal("2", await GetAsync(kubectl, "deployment/imageforge-operator", "{.spec.replicas}"));
        Assert.Equal(jobs, await JobsAsync(studio));
        if (_cluster.RunsPods)
        {
            var tested = (await Helm.RunAsync("test imageforge --logs --timeout 90s")).Succeeded();
            Assert.Contains("Succeeded", tested, StringComparison.Ordinal);
            Assert.Contains("200 ok", tested, StringComparison.Ordinal);
        }

        (await Helm.RunAsync("rollback imageforge 1")).Succeeded();
        Assert.Equal("old", await ShortNameAsync(kubectl));
        Assert.Equal("1", await GetAsync(kubectl, "deployment/imageforge-operator", "{.spec.replicas}"));
        Assert.Equal(jobs, await JobsAsync(studio));

        (await Helm.RunAsync("uninstall imageforge")).Succeeded();
        Assert.Contains(
            "not found",
            (await kubectl.RunAsync("get deployment/imageforge-operator")).Failed(),
            StringComparison.Ordinal
        );
        Assert.Equal(jobs, await JobsAsync(studio));

        // The release takes up what it kept.
        (await Helm.RunAsync(Install)).Succeeded();
        Assert.Equal("gj", await ShortNameAsync(kubectl));
        Assert.Equal(jobs, await JobsAsync(studio));
    }

    [Fact]
    public async Task Without_keep_an_uninstall_deletes_every_job()
    {
        var (kubectl, studio) = (Kubectl(Helm.Space), Kubectl("studio"));
        var notes = (await Helm.RunAsync($"{Install} --set crds.keep=false")).Succeeded();
        Assert.Contains("WARNING: crds.keep is false", notes, StringComparison.Ordinal);
        await EstablishedAsync(kubectl);
        (await studio.RunAsync("apply -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();

        (await Helm.RunAsync("uninstall imageforge")).Succeeded();
        (await kubectl.RunAsync($"wait --for=delete {Definition} --timeout=60s")).Succeeded();
        // Back again, there is nothing left.
        (await Helm.RunAsync(Install)).Succeeded();
        await EstablishedAsync(kubectl);
        Assert.Equal("", await JobsAsync(studio));
    }

    [Fact]
    public async Task What_kubectl_installed_is_taken_over()
    {
        var (kubectl, studio) = (Kubectl(Helm.Space), Kubectl("studio"));
        (await kubectl.RunAsync("apply -k config/default")).Succeeded();
        await EstablishedAsync(kubectl);
        (await studio.RunAsync("apply -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();
        var jobs = await JobsAsync(studio);
        var deployment = await GetAsync(kubectl, "deployment/imageforge-operator", "{.metadata.uid}");
        Assert.Contains(
            "cannot be imported into the current release",
            (await Helm.RunAsync(Install)).Failed(),
            StringComparison.Ordinal
        );

        (await Helm.RunAsync($"{Install} --take-ownership --force-conflicts")).Succeeded();
        Assert.Equal(jobs, await JobsAsync(studio));
        Assert.Equal(deployment, await GetAsync(kubectl, "deployment/imageforge-operator", "{.metadata.uid}"));
        Assert.Equal("Helm", await GetAsync(kubectl, Definition, @"{.metadata.labels.app\.kubernetes\.io/managed-by}"));
        // What kubectl applied has two owners until it is changed by force.
        (await Helm.RunAsync($"upgrade imageforge {Helm.Chart} --set replicas=2 --force-conflicts")).Succeeded();
        Assert.Equal("2", await GetAsync(kubectl, "deployment/imageforge-operator", "{.spec.replicas}"));
        (await Helm.RunAsync("uninstall imageforge")).Succeeded();
        Assert.Equal(jobs, await JobsAsync(studio));
    }

    /// <summary>A version of the chart that has another name for the kind.</summary>
    private string OlderChart()
    {
        var chart = Path.Combine(_folder.FullName, "older");
        ChartTests.CopyChart(Repository.File(Helm.Chart), chart);
        Replace("Chart.yaml", "\nversion: 0.1.0\n", "\nversion: 0.0.9\n");
        Replace(
            "files/crds/imageforge.dev_generationjobs.yaml",
            "shortNames: [gj, genjob]",
            "shortNames: [old, genjob]"
        );
        return chart;

        void Replace(string file, string text, string other)
        {
            var path = Path.Combine(chart, file);
            var content = File.ReadAllText(path);
            Assert.Contains(text, content, StringComparison.Ordinal);
            File.WriteAllText(path, content.Replace(text, other, StringComparison.Ordinal));
        }
    }

    /// <summary>The labels of the chart's NetworkPolicy are those that the operator gives to its pods.</summary>
    private async Task RunnersAreSelectedByThePolicyAsync(Kubectl studio)
    {
        var policy = (await Helm.TemplateAsync("networkPolicy: {runners: {namespaces: [studio]}}")).Single(o =>
            (string?)o["kind"] == "NetworkPolicy"
        );
        var labels = string.Join(
            ',',
            policy["spec"]!["podSelector"]!["matchLabels"]!.AsObject().Select(label => $"{label.Key}={label.Value}")
        );
        Assert.NotEmpty((await studio.RunAsync($"get pods -l {labels} -o name")).Succeeded());
    }

    private static async Task EstablishedAsync(Kubectl kubectl) =>
        (await kubectl.RunAsync($"wait --for=condition=Established {Definition} --timeout=30s")).Succeeded();

    private static Task<string> ShortNameAsync(Kubectl kubectl) =>
        GetAsync(kubectl, Definition, "{.spec.names.shortNames[0]}");

    private static Task<string> JobsAsync(Kubectl kubectl) =>
        GetAsync(
            kubectl,
            "generationjobs.imageforge.dev",
            "{range .items[*]}{.metadata.name}={.metadata.uid}={.status.state}={.status.manifest.sha256};{end}"
        );

    private static async Task<string> GetAsync(Kubectl kubectl, string what, string path) =>
        (await kubectl.RunAsync($"get {what} -o 'jsonpath={path}'")).Succeeded();

    private Kubectl Kubectl(string space)
    {
        Assert.SkipWhen(KubectlTool.Path is null, KubectlTool.Missing);
        Assert.SkipWhen(HelmTool.Path is null, HelmTool.Missing);
        return new(KubectlTool.Path, _cluster!.Kubeconfig, Path.Combine(_folder.FullName, "cache"), space);
    }
}
