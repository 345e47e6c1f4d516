using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Tests.Integration;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Queues;

/// <summary>Jobs in a queue: held, admitted, preempted and admitted again.</summary>
[Collection(nameof(KueueTests))]
[CollectionDefinition(nameof(KueueTests))]
public class KueueTests(ClusterFixture cluster)
{
    private const string Most = "\"resources\":{\"requests\":{\"cpu\":\"600m\"}}";

    [Fact]
    public async Task A_job_that_waits_for_quota_says_so_in_Kueue_s_words_and_runs_when_there_is_some()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await using var queue = await TestQueue.StartAsync(scenario);
        await scenario.ApplyAsync("first", Job(4, 1024, "low"));
        await scenario.UntilAsync("first", JobState.Running);
        await scenario.ApplyAsync("second", Job(1, 256, "low"));
        var held = await UntilAsync(
            scenario,
            "second",
            job => Message(job, Conditions.QueueAdmitted)?.Contains("cpu", StringComparison.Ordinal) == true
        );
        Assert.Equal((JobState.Queued, "studio"), (held.Status!.State, held.Status.QueueName));
        Assert.Equal("False", Get(held, Conditions.QueueAdmitted).Status);
        Assert.Equal(Reasons.WaitingForQuota, Get(held, Conditions.Ready).Reason);
        Assert.Contains("insufficient unused quota for cpu", Message(held, Conditions.Ready), StringComparison.Ordinal);

        await scenario.UntilAsync("first", JobState.Completed);
        var done = await scenario.UntilAsync("second", JobState.Completed);
        Assert.Equal((1, "True"), (done.Status!.Attempt, Get(done, Conditions.QueueAdmitted).Status));
    }

    [Fact]
    public async Task Seventy_three_GPUs_of_seventy_two_are_named_at_once_and_hold_nothing()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await using var queue = await TestQueue.StartAsync(scenario);
        await scenario.ApplyAsync(
            "greedy",
            """{"compose":{},"runner":{"queueName":"studio","pendingTimeout":"3s","resources":{"limits":{"nvidia.com/gpu":"73"}}}}"""
        );
        var held = await UntilAsync(
            scenario,
            "greedy",
            job => Message(job, Conditions.QueueAdmitted)?.Contains("nvidia.com/gpu", StringComparison.Ordinal) == true
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Get(held, Conditions.QueueAdmitted).Reason}: {Message(held, Conditions.QueueAdmitted)}"
        );
        Assert.Equal((JobState.Queued, Reasons.Inadmissible), (held.Status!.State, Get(held, Conditions.Ready).Reason));
        Assert.Contains("73", Message(held, Conditions.Ready), StringComparison.Ordinal);
        Assert.Contains("72", Message(held, Conditions.Ready), StringComparison.Ordinal);
        // Waiting in the queue does not count, and nothing else was created.
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Assert.Equal(JobState.Queued, (await scenario.JobAsync("greedy")).Status!.State);
        Assert.DoesNotContain(
            await scenario.ListAsync(CoreResources.Pods),
            pod => pod.Metadata.DeletionTimestamp is null
        );

        await scenario.PatchSpecAsync("greedy", """{"cancel":true}""");
        await scenario.UntilAsync("greedy", JobState.Cancelled);
        await UntilNoneAsync(scenario, CoreResources.Jobs);
        await UntilNoneAsync(scenario, TestQueue.Workloads);
    }

    [Fact]
    public async Task A_preempted_job_goes_on_where_it_was_when_it_is_admitted_again()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await using var queue = await TestQueue.StartAsync(scenario);
        // Progress is written every 5 s; most of the work must be left by then.
        await scenario.ApplyAsync("low", Job(8, 2560, "low"));
        var running = await UntilAsync(scenario, "low", job => job.Status?.Progress?.VariantsDone >= 1);
        var child = Assert.Single(await scenario.ListAsync(CoreResources.Jobs));

        await scenario.ApplyAsync("high", Job(1, 256, "high"));
        var preempted = await UntilAsync(
            scenario,
            "low",
            job => job.Status?.State == JobState.Queued && Get(job, Conditions.Ready).Reason == Reasons.Preempted
        );
        Assert.Equal(
            ("False", "Preempted"),
            (Get(preempted, Conditions.QueueAdmitted).Status, Get(preempted, Conditions.QueueAdmitted).Reason)
        );
        Assert.Contains(
            "Preempted to accommodate a workload",
            Message(preempted, Conditions.Ready),
            StringComparison.Ordinal
        );
        Assert.True(preempted.Status!.Attempt == 1, await EventsAsync(scenario));
        Assert.True(preempted.Status.Progress!.VariantsDone >= running.Status!.Progress!.VariantsDone);

        await scenario.UntilAsync("high", JobState.Completed);
        var again = await scenario.UntilAsync("low", JobState.Running);
        Assert.Equal((1, "True"), (again.Status!.Attempt, Get(again, Conditions.QueueAdmitted).Status));
        var done = await scenario.UntilAsync("low", JobState.Completed);
        Assert.Equal((1, 8), (done.Status!.Attempt, done.Status.Artifacts!.Count));
        // The Job is the same: created once.
        var same = (await scenario.ListAsync(CoreResources.Jobs)).Single(job =>
            job.Metadata.Name == child.Metadata.Name
        );
        Assert.Equal(child.Metadata.Uid, same.Metadata.Uid);
        Assert.Equal(0, same.Status!.Failed ?? 0);

        // As without a queue, to the byte.
        await scenario.ApplyAsync("plain", Job(8, 2560, null));
        var plain = await scenario.UntilAsync("plain", JobState.Completed);
        Assert.Equal(plain.Status!.Artifacts!.Select(a => a.Sha256), done.Status.Artifacts.Select(a => a.Sha256));
    }

    [Fact]
    public async Task A_job_that_its_user_suspends_in_a_queue_leaves_it_and_comes_back_under_the_same_number()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await using var queue = await TestQueue.StartAsync(scenario);
        await scenario.ApplyAsync("job", Job(8, 2048, "low"));
        await scenario.UntilAsync("job", JobState.Running);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await scenario.PatchSpecAsync("job", """{"suspend":true}""");
            await scenario.UntilAsync("job", JobState.Suspended);
            await UntilNoneAsync(scenario, TestQueue.Workloads);
            await scenario.PatchSpecAsync("job", """{"suspend":false}""");
            await UntilAsync(scenario, "job", job => job.Status?.State is JobState.Running or JobState.Completed);
        }

        Assert.Equal(1, (await scenario.UntilAsync("job", JobState.Completed)).Status!.Attempt);
    }

    [Fact]
    public async Task A_job_of_another_controller_is_left_alone()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("other", """{"compose":{},"managedBy":"kueue.x-k8s.io/multikueue"}""");
        await scenario.ApplyAsync(
            "ours",
            """{"compose":{},"size":{"preset":"Thumbnail"},"managedBy":"imageforge.dev/operator"}"""
        );
        await scenario.UntilAsync("ours", JobState.Completed);
        var other = await scenario.JobAsync("other");
        Assert.Equal((-1L, null), (other.Status!.ObservedGeneration!.Value, other.Status.State));
        Assert.Null(other.Status.Conditions);
        Assert.DoesNotContain(
            await scenario.ListAsync(CoreResources.Jobs),
            job => job.Metadata.OwnerReferences![0].Name == "other"
        );
    }

    private static string Job(int variants, int size, string? priority)
    {
        var queue = priority is null ? "" : $"\"queueName\":\"studio\",\"queuePriorityClass\":\"{priority}\",";
        return $$"""
            {"seed":7,"variants":{{variants}},"size":{"width":{{size}},"height":{{size}} },
             "compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],"atmosphere":{} },
             "runner":{ {{queue}}{{Most}} } }
            """;
    }

    private static async Task<string> EventsAsync(Scenario scenario) =>
        string.Join(
            '\n',
            (await scenario.ListAsync(CoreResources.Events))
                .OrderBy(e => e.EventTime ?? e.DeprecatedLastTimestamp)
                .Select(e =>
                    $"{e.EventTime ?? e.DeprecatedLastTimestamp:O} {e.Regarding?.Kind}/{e.Regarding?.Name}: {e.Reason}: {e.Note}"
                )
        );

    private static Task<GenerationJob> UntilAsync(Scenario scenario, string name, Func<GenerationJob, bool> holds) =>
        Scenario.UntilAsync(
            () => scenario.JobAsync(name),
            holds,
            $"{name} is as expected",
            job => $"{job.Status?.State}: {Message(job, Conditions.Ready)}"
        );

    private static Task<IReadOnlyList<T>> UntilNoneAsync<T>(Scenario scenario, ResourceType<T> type)
        where T : class, k8s.IKubernetesObject<V1ObjectMeta> =>
        Scenario.UntilAsync(() => scenario.ListAsync(type), found => found.Count == 0, $"no {type.Plural} are left");

    private static V1Condition Get(GenerationJob job, string type) =>
        job.Status!.Conditions!.Single(c => c.Type == type);

    private static string? Message(GenerationJob job, string type) =>
        job.Status?.Conditions?.FirstOrDefault(c => c.Type == type)?.Message;
}
