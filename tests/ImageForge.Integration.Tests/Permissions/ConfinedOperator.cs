using System.Text.RegularExpressions;
using ImageForge.Integration.Tests.Charts;
using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Permissions;

/// <summary>
/// A cluster with the chart installed, an audit log, and the operator as a process with the token of its ServiceAccount: it
/// may do what the chart lets it do, and nothing else.
/// </summary>
public sealed partial class ConfinedOperator : IAsyncLifetime
{
    private const string Space = Helm.Space;
    private const string Account = "imageforge-operator";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-confined-");
    private ITestCluster? _cluster;
    private RunningProgram? _running;
    private string _admin = "";
    private string _token = "";

    private string Audit => Path.Combine(_folder.FullName, "audit.jsonl");

    private string Kubeconfig => Path.Combine(_folder.FullName, "operator.kubeconfig");

    public async ValueTask InitializeAsync()
    {
        if (Kubectl.Path is null || HelmTool.Path is null)
        {
            return;
        }

        _cluster = await Chosen.StartOwnAsync(Audit);
        var helm = new Helm(_folder.FullName, _cluster.Kubeconfig);
        // The embedded cluster begins with the definitions.
        (
            await helm.RunAsync(
                $"install imageforge {Helm.Chart} --create-namespace --take-ownership --force-conflicts"
            )
        ).Succeeded();
        _token = (await Tool(Space).RunAsync($"create token {Account}")).Succeeded().Trim();
        _admin = await File.ReadAllTextAsync(_cluster.Kubeconfig);
        await StartOperatorAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>An administrator's kubectl for one namespace, which it creates.</summary>
    internal async Task<Kubectl> KubectlAsync(string space)
    {
        Assert.SkipWhen(Kubectl.Path is null, "kubectl 1.32 or newer is not here (tests/tools/kubectl.sh says why)");
        Assert.SkipWhen(HelmTool.Path is null, HelmTool.Missing);
        Assert.SkipUnless(_cluster!.RunsPods, $"{_cluster.Description} runs no pods");
        var kubectl = Tool(space);
        (await kubectl.RunAsync($"create namespace {space}")).Succeeded();
        return kubectl;
    }

    /// <summary>What the chart makes by default.</summary>
    internal async Task<string> ManifestsAsync() =>
        (await new Helm(_folder.FullName).RunAsync($"template imageforge {Helm.Chart}")).Succeeded();

    /// <summary>Stops the operator as a rollout does and starts it again.</summary>
    internal async Task RestartOperatorAsync()
    {
        Assert.Equal(0, await _running!.TerminateAsync());
        await _running.DisposeAsync();
        await StartOperatorAsync();
    }

    /// <summary>All that the operator has asked the server for until now.</summary>
    internal IReadOnlyList<AuditedCall> Calls() =>
        [.. AuditedCall.Read(Audit).Where(c => c.User == $"system:serviceaccount:{Space}:{Account}")];

    private async Task StartOperatorAsync()
    {
        await File.WriteAllTextAsync(
            Kubeconfig,
            TokenLine().Replace(_admin, _token),
            TestContext.Current.CancellationToken
        );
        _running = RunningProgram.Start(
            Repository.Program("operator"),
            [
                "--kubeconfig",
                Kubeconfig,
                "--default-store",
                new Uri(Path.Combine(_folder.FullName, "artifacts")).AbsoluteUri,
                "--allow-file-uris",
                "--runner-image",
                "imageforge/runner",
                "--port",
                "0",
                "--leader-elect",
            ],
            new Dictionary<string, string> { ["POD_NAMESPACE"] = Space, ["POD_NAME"] = Account }
        );
        await _running.WaitForLineAsync(line => line.Contains("acquired leader lease", StringComparison.Ordinal));
    }

    private Kubectl Tool(string space) =>
        new(Kubectl.Path!, _cluster!.Kubeconfig, Path.Combine(_folder.FullName, "cache"), space);

    [GeneratedRegex(@"(?<=\n\s+token: )\S+")]
    private static partial Regex TokenLine();
}
