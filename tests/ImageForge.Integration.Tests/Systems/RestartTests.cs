using System.Text.Json.Nodes;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>Processes are killed; nothing is lost and nothing is done twice.</summary>
[Collection(nameof(RestartTests))]
[CollectionDefinition(nameof(RestartTests), DisableParallelization = true)]
public sealed class RestartTests(InstalledSystem system)
{
    [Fact]
    public async Task The_operator_is_killed_again_and_again_while_jobs_run()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("restarts");
        for (var i = 0; i < 4; i++)
        {
            (await kubectl.RunAsync("apply -f -", Manifests.Job($"job-{i}", variants: 2))).Succeeded();
            await system.KillOperatorAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(150 * i), TestContext.Current.CancellationToken);
            system.StartOperator();
        }

        (await kubectl.RunAsync("wait --for=condition=Ready gj --all --timeout=90s")).Succeeded();
        // The Job's controller counts pods in its own time.
        (await kubectl.RunAsync("wait --for=condition=Complete jobs --all --timeout=60s")).Succeeded();
        var jobs = JsonNode.Parse((await kubectl.RunAsync("get jobs -o json")).Succeeded())!["items"]!.AsArray();
        Assert.Equal(4, jobs.Count);
        Assert.All(jobs, job => Assert.Equal("1", $"{job!["status"]!["succeeded"]}"));
        var pods = JsonNode.Parse((await kubectl.RunAsync("get pods -o json")).Succeeded())!["items"]!.AsArray();
        Assert.Equal(4, pods.Count);
    }

    [Fact]
    public async Task A_killed_runner_is_tried_again_and_keeps_its_finished_variants()
    {
        system.NeedsPods();
        Assert.SkipUnless(
            system.Cluster.PodsAreProcesses,
            $"in {system.Cluster.Description} a pod is no process that a test can kill"
        );
        var kubectl = await system.KubectlAsync("killed-runner");
        (
            await kubectl.RunAsync(
                "apply -f -",
                Manifests.Job("ten", variants: 10, size: "{width: 1920, height: 1080}")
            )
        ).Succeeded();
        (await kubectl.RunAsync("wait --for=jsonpath={.status.state}=Running gj/ten --timeout=30s")).Succeeded();
        // Other tests have theirs, at the same time.
        var uid = (await kubectl.RunAsync("get gj ten -o jsonpath={.metadata.uid}")).Succeeded().Trim();
        await EventuallyAsync(() => Finished(uid).Any());
        var pod = (await kubectl.RunAsync("get pods -o jsonpath={.items[0].metadata.uid}")).Succeeded();
        await ProcessesOfPods.KillAsync(pod);

        (await kubectl.RunAsync("wait --for=condition=Ready gj/ten --timeout=90s")).Succeeded();
        var status = JsonNode.Parse((await kubectl.RunAsync("get gj ten -o json")).Succeeded())!["status"]!;
        Assert.Equal("2", $"{status["attempt"]}");
        Assert.Equal("10/10", $"{status["images"]}");
        var last = (await kubectl.RunAsync("get pods --field-selector=status.phase=Succeeded -o name"))
            .Succeeded()
            .Trim();
        var log = (await kubectl.RunAsync($"logs {last}")).Succeeded();
        Assert.Contains("resumed", log, StringComparison.OrdinalIgnoreCase);

        IEnumerable<string> Finished(string job) =>
            Path.Combine(system.Store, ".imageforge", "runs", job) is var folder && Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
                : [];
    }

    [Fact]
    public async Task The_API_server_is_killed_and_comes_back_while_a_job_runs()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("outage");
        (
            await kubectl.RunAsync(
                "apply -f -",
                Manifests.Job("long", variants: 6, size: "{width: 1920, height: 1080}")
            )
        ).Succeeded();
        (await kubectl.RunAsync("wait --for=jsonpath={.status.state}=Running gj/long --timeout=60s")).Succeeded();
        Assert.SkipUnless(
            await system.Cluster.InterruptAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken),
            $"{system.Cluster.Description} does not outlive its API server"
        );
        (await kubectl.RunAsync("wait --for=condition=Ready gj/long --timeout=110s")).Succeeded();
        var status = JsonNode.Parse((await kubectl.RunAsync("get gj long -o json")).Succeeded())!["status"]!;
        Assert.Equal("1", $"{status["attempt"]}");
        Assert.Equal("6/6", $"{status["images"]}");
        Assert.Single(
            (await kubectl.RunAsync("get pods -o name")).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(20, timeout.Token);
        }
    }
}
