using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class JobControllerTests
{
    [Fact]
    public async Task A_job_completes_with_its_pod()
    {
        await using var node = TestNode.Start();
        node.CreateJob("complete", "exit 0");
        var job = await node.UntilConditionAsync("complete", "Complete");
        var pod = Assert.Single(node.PodsOf("complete"));

        Assert.Equal(1, job.Number("status", "succeeded"));
        Assert.Equal(["SuccessCriteriaMet", "Complete"], Conditions(job));
        Assert.StartsWith("complete-", pod.Name(), StringComparison.Ordinal);
        Assert.Empty(pod.Finalizers());
        await node.UntilAsync(() => node.Events("complete").Count == 2 ? job : null, () => null);
        Assert.Equal(
            [$"Normal SuccessfulCreate 1: Created pod: {pod.Name()}", "Normal Completed 1: Job completed"],
            node.Events("complete")
        );
    }

    [Fact]
    public async Task Failed_pods_are_replaced_until_the_limit()
    {
        await using var node = TestNode.Start();
        node.CreateJob("backoff", "exit 3", s => s["backoffLimit"] = 2);
        var job = await node.UntilConditionAsync("backoff", "Failed");

        Assert.Equal(3, node.PodsOf("backoff").Count);
        Assert.Equal(3, job.Number("status", "failed"));
        Assert.Equal(["FailureTarget", "Failed"], Conditions(job));
        Assert.Equal("BackoffLimitExceeded", TestNode.Condition(job, "Failed").Text("reason"));
    }

    [Fact]
    public async Task A_bad_input_exit_code_fails_the_job_without_retry()
    {
        await using var node = TestNode.Start();
        node.CreateJob(
            "pfp",
            "exit 2",
            s =>
            {
                s["podReplacementPolicy"] = "Failed";
                s["podFailurePolicy"] = TestNode.Parse(
                    """{"rules":[{"action":"FailJob","onExitCodes":{"operator":"In","values":[2,3]}}]}"""
                );
            }
        );
        var job = await node.UntilConditionAsync("pfp", "Failed");
        var pod = Assert.Single(node.PodsOf("pfp"));
        Assert.Equal(
            $"Container main for pod jobs/{pod.Name()} failed with exit code 2 matching FailJob rule at index 0",
            TestNode.Condition(job, "Failed").Text("message")
        );
    }

    [Fact]
    public async Task A_job_past_its_deadline_kills_a_pod_that_does_not_listen()
    {
        await using var node = TestNode.Start();
        node.CreateJob("deadline", "trap '' TERM; while :; do sleep 0.1; done", s => s["activeDeadlineSeconds"] = 1);
        var job = await node.UntilConditionAsync("deadline", "Failed");

        Assert.Equal("DeadlineExceeded", TestNode.Condition(job, "Failed").Text("reason"));
        Assert.Equal(1, job.Number("status", "failed"));
        Assert.Empty(node.PodsOf("deadline"));
    }

    [Fact]
    public async Task Suspending_stops_pods_and_resuming_starts_new_ones()
    {
        await using var node = TestNode.Start();
        node.CreateJob("susp", "sleep 60", s => s["suspend"] = true);
        var suspended = await node.UntilConditionAsync("susp", "Suspended");
        Assert.Equal("JobSuspended", TestNode.Condition(suspended, "Suspended").Text("reason"));
        Assert.Null(suspended.At("status", "startTime"));

        Suspend(node, false);
        await node.UntilPodsAsync("susp", 1, p => p.Text("status", "phase") == "Running");
        var running = await node.UntilAsync(TestNode.Job("susp"), j => j.Number("status", "ready") == 1);
        Assert.Equal("JobResumed", TestNode.Condition(running, "Suspended").Text("reason"));

        Suspend(node, true);
        await node.UntilPodsAsync("susp", 0, _ => true);
        var again = await node.UntilAsync(TestNode.Job("susp"), j => j.Number("status", "terminating") == 0);
        Assert.Null(again.At("status", "failed"));
        Assert.Equal("True", TestNode.Condition(again, "Suspended").Text("status"));
        Assert.Contains("Normal Suspended 2: Job suspended", node.Events("susp"));
    }

    [Fact]
    public async Task Several_pods_run_side_by_side_until_enough_have_succeeded()
    {
        await using var node = TestNode.Start();
        node.CreateJob(
            "many",
            "exit 0",
            s =>
            {
                s["parallelism"] = 2;
                s["completions"] = 5;
            }
        );
        var job = await node.UntilConditionAsync("many", "Complete");
        Assert.Equal(5, job.Number("status", "succeeded"));
        Assert.Equal(5, node.PodsOf("many").Count);
    }

    [Fact]
    public async Task A_finished_job_is_removed_after_its_time_to_live()
    {
        await using var node = TestNode.Start();
        node.CreateJob("ttl", "exit 0", s => s["ttlSecondsAfterFinished"] = 0);
        await node.UntilGoneAsync(TestNode.Job("ttl"));
        Assert.Empty(node.PodsOf("ttl"));
    }

    [Theory]
    [InlineData(PropagationPolicy.Background)]
    [InlineData(PropagationPolicy.Foreground)]
    internal async Task Deleting_a_job_stops_and_removes_its_pods(PropagationPolicy policy)
    {
        await using var node = TestNode.Start();
        node.CreateJob("del", "sleep 60");
        await node.UntilPodsAsync("del", 1, p => p.Text("status", "phase") == "Running");
        ObjectDeletion.Begin(node.Store, TestNode.Job("del"), policy);
        await node.UntilPodsAsync("del", 0, _ => true);
        await node.UntilGoneAsync(TestNode.Job("del"));
    }

    [Fact]
    public async Task Orphaned_pods_run_on_without_their_job()
    {
        await using var node = TestNode.Start();
        node.CreateJob("del", "sleep 60");
        var pod = (await node.UntilPodsAsync("del", 1, p => p.Text("status", "phase") == "Running"))[0];
        ObjectDeletion.Begin(node.Store, TestNode.Job("del"), PropagationPolicy.Orphan);
        await node.UntilGoneAsync(TestNode.Job("del"));
        var orphan = await node.UntilAsync(TestNode.Pod(pod.Name()), p => !p.Finalizers().Any());
        Assert.Null(orphan.At("metadata", "ownerReferences"));
        Assert.Equal("Running", orphan.Text("status", "phase"));
    }

    [Fact]
    public async Task A_deleted_pod_is_replaced_and_counted()
    {
        await using var node = TestNode.Start();
        node.CreateJob("lost", "sleep 60");
        var pod = (await node.UntilPodsAsync("lost", 1, p => p.Text("status", "phase") == "Running"))[0];
        ObjectDeletion.Begin(node.Store, TestNode.Pod(pod.Name()));
        await node.UntilPodsAsync("lost", 1, p => p.Name() != pod.Name() && p.Text("status", "phase") == "Running");
        await node.UntilAsync(TestNode.Job("lost"), j => j.Number("status", "failed") == 1);
    }

    private static void Suspend(TestNode node, bool suspend) =>
        node.Store.Mutate(
            TestNode.Job("susp"),
            j =>
            {
                j["spec"]!["suspend"] = suspend;
                return j;
            }
        );

    private static IEnumerable<string?> Conditions(JsonObject job) =>
        job.Items("status", "conditions").Select(c => c.Text("type"));
}
