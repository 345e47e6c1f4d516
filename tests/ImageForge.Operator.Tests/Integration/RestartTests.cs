using System.Diagnostics;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Whenever the operator goes, another one finishes what it began, once.</summary>
public class RestartTests(ClusterFixture cluster)
{
    [Theory]
    [InlineData("ConfigMap")]
    [InlineData("Job")]
    [InlineData("Queued")]
    [InlineData("Running")]
    [InlineData("Succeeded")]
    [InlineData("Completed")]
    public async Task Operator_that_is_stopped_at_a_step_is_replaced_without_loss(string step)
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        var uid = (await scenario.ApplyAsync("market", JobTests.Long)).Metadata.Uid!;
        await Scenario.UntilAsync(() => HasReachedAsync(scenario, step), reached => reached, $"the job is at {step}");
        await scenario.StopOperatorAsync();
        scenario.StartOperator();
        Once(await scenario.UntilAsync("market", JobState.Completed), await ChildrenAsync(scenario, uid));
    }

    [Fact]
    public async Task Killed_operator_process_is_replaced_without_loss()
    {
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        using var process = Process.Start(
            new ProcessStartInfo(
                Programs.Operator,
                [
                    "--kubeconfig",
                    cluster.KubeconfigPath,
                    "--namespace",
                    scenario.Namespace,
                    "--default-store",
                    $"file://{cluster.Store}/{scenario.Namespace}",
                    "--allow-file-uris",
                    "--port",
                    "0",
                    "--address",
                    "127.0.0.1",
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        string uid;
        try
        {
            Directory.CreateDirectory(Path.Combine(cluster.Store, scenario.Namespace));
            uid = (await scenario.ApplyAsync("market", JobTests.Long)).Metadata.Uid!;
            await scenario.RunningPodAsync(uid);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        scenario.StartOperator();
        Once(await scenario.UntilAsync("market", JobState.Completed), await ChildrenAsync(scenario, uid));
    }

    [Fact]
    public async Task Runner_that_is_killed_is_retried_and_counted()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        var job = await scenario.ApplyAsync("killed", JobTests.Long);
        var pod = await scenario.RunningPodAsync(job.Metadata.Uid!);
        await scenario.Client.DeleteAsync(
            CoreResources.Pods,
            new ObjectKey(scenario.Namespace, pod.Metadata.Name!),
            CancellationToken.None,
            new V1DeleteOptions { GracePeriodSeconds = 0 }
        );
        Assert.Equal(4, (await scenario.UntilAsync("killed", JobState.Completed)).Status!.Artifacts!.Count);
    }

    [Fact]
    public async Task Api_server_that_is_gone_for_a_while_is_waited_for()
    {
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        await using var proxy = new TcpProxy(cluster.Config.Server);
        scenario.StartOperator(cluster.Config with { Server = proxy.Address });
        var job = await scenario.ApplyAsync("outage", JobTests.Long);
        await scenario.RunningPodAsync(job.Metadata.Uid!);

        await proxy.BreakAsync();
        await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Pods),
            pods => pods.All(p => p.Status?.Phase == "Succeeded"),
            "the runner ends"
        );
        Assert.NotEqual(JobState.Completed, (await scenario.JobAsync("outage")).Status!.State);
        proxy.Mend();

        await scenario.UntilAsync("outage", JobState.Completed);
    }

    private static async Task<bool> HasReachedAsync(Scenario scenario, string step)
    {
        var job = await scenario.JobAsync("market");
        return step switch
        {
            "ConfigMap" => (await scenario.ListAsync(CoreResources.ConfigMaps)).Any(m => m.Immutable == true),
            "Job" => (await scenario.ListAsync(CoreResources.Jobs)).Count > 0,
            "Succeeded" => (await scenario.ListAsync(CoreResources.Pods)).Any(p => p.Status?.Phase == "Succeeded"),
            // A step that is passed quickly may be seen only when it is over.
            _ => job.Status?.State >= Enum.Parse<JobState>(step),
        };
    }

    private static async Task<int> ChildrenAsync(Scenario scenario, string uid)
    {
        Assert.Single(await scenario.ListAsync(CoreResources.Jobs));
        Assert.Single(await scenario.ListAsync(CoreResources.ConfigMaps), m => m.Immutable == true);
        return (await scenario.ListAsync(CoreResources.Pods)).Count(p =>
            p.GetLabel(Planning.Pods.Labels.OwnerUid) == uid
        );
    }

    private static void Once(GenerationJob job, int pods)
    {
        Assert.Equal(1, pods);
        Assert.Equal(1, job.Status!.Attempt);
        Assert.Equal(4, job.Status.Artifacts!.Count);
    }
}
