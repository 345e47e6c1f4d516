using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Systems;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using Xunit;

[assembly: AssemblyFixture(typeof(InstalledSystem))]

namespace ImageForge.Integration.Tests.Systems;

/// <summary>ImageForge as a platform team installs it: a cluster with its definitions, and the operator as a process.</summary>
public sealed class InstalledSystem : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-system-");
    private ITestCluster? _cluster;
    private RunningProgram? _running;

    /// <summary>Folder that jobs without a store of their own write to.</summary>
    internal string Store => Path.Combine(_folder.FullName, "artifacts");

    internal ITestCluster Cluster => _cluster!;

    internal string? KubectlProgram { get; } = Tools.Kubectl.Path;

    public async ValueTask InitializeAsync()
    {
        _cluster = await Chosen.StartAsync();
        TestContext.Current.SendDiagnosticMessage("These tests run against {0}.", _cluster.Description);
        await Console.Out.WriteLineAsync($"These tests run against {_cluster.Description}.");
        if (KubectlProgram is not null)
        {
            var kubectl = Kubectl("default");
            (await kubectl.RunAsync("apply --server-side -k crds")).Succeeded();
            await UntilExplainedAsync(kubectl);
        }

        StartOperator();
    }

    /// <summary>A kubectl of its own for one namespace, which it creates.</summary>
    internal async Task<Kubectl> KubectlAsync(string space)
    {
        Assert.SkipWhen(KubectlProgram is null, "kubectl 1.32 or newer is not here (tests/tools/kubectl.sh says why)");
        var kubectl = Kubectl(space);
        (
            await kubectl.RunAsync("apply -f -", $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {space}\n")
        ).Succeeded();
        return kubectl;
    }

    /// <summary>Skips a test that needs Jobs to run where nothing runs them.</summary>
    internal void NeedsPods() => Assert.SkipUnless(Cluster.RunsPods, $"{Cluster.Description} runs no pods");

    internal void StartOperator() =>
        _running = RunningProgram.Start(
            Repository.Program("operator"),
            [
                "--kubeconfig",
                Cluster.Kubeconfig,
                "--default-store",
                new Uri(Store).AbsoluteUri,
                "--allow-file-uris",
                "--runner-image",
                "imageforge/runner",
                "--port",
                "0",
            ]
        );

    internal Task KillOperatorAsync() => _running!.KillAsync();

    internal int OperatorId => _running!.Id;

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

    // A server publishes new kinds and their schemas a moment after it has taken the definitions.
    private static async Task UntilExplainedAsync(Kubectl kubectl)
    {
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var kind in new[] { "generationjobs", "storyboards", "atmosphereprofiles" })
        {
            while (await kubectl.RunAsync($"explain {kind}.spec") is { ExitCode: not 0 } result)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, result.Error);
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    private Kubectl Kubectl(string space) =>
        new(KubectlProgram!, Cluster.Kubeconfig, Path.Combine(_folder.FullName, "cache"), space);
}
