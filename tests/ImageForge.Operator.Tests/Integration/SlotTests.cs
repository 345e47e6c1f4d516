using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Planning.Jobs;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>The operator's limits of active jobs, with several namespaces and a restart in the middle.</summary>
public class SlotTests(ClusterFixture cluster)
{
    private const int Limit = 3;
    private const int JobsEach = 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_of_four_namespaces_share_three_slots_over_a_restart_and_one_of_high_priority_overtakes()
    {
        List<Scenario> spaces = [];
        for (var n = 0; n < 4; n++)
        {
            spaces.Add(await Scenario.StartAsync(cluster, withOperator: false));
        }

        await using var operators = spaces[0];
        List<(Scenario Space, string Name)> jobs = [];
        for (var n = 0; n < JobsEach; n++)
        {
            foreach (var space in spaces)
            {
                await space.ApplyAsync($"job-{n}", Scenario.Rain);
                jobs.Add((space, $"job-{n}"));
            }
        }

        // Younger than all others, and there before the operator, which finds them in no order.
        await spaces[3].ApplyAsync("first", Urgent);
        jobs.Add((spaces[3], "first"));
        StartOperator();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watch = WatchAsync(spaces, ended.Token);

        var children = await Scenario.UntilAsync(
            () => ChildrenAsync(spaces),
            found => found.Count >= Limit,
            "the slots are in use"
        );
        Assert.Contains(children, child => Owner(child) == "first");
        // The others are of the namespaces with fewer active jobs.
        Assert.Equal(Limit, children.Take(Limit).Select(child => child.Metadata.NamespaceProperty).Distinct().Count());
        var waiting = await spaces[0].UntilAsync("job-9", JobState.Queued);
        var ready = waiting.Status!.Conditions!.Single(c => c.Type == Conditions.Ready);
        Assert.Equal(Reasons.WaitingForSlot, ready.Reason);
        Assert.Equal("The limit of active jobs is reached (scheduling.maxActive: 3).", ready.Message);
        Assert.Null(waiting.Status.StartTime);

        await Scenario.UntilAsync(() => CompletedAsync(jobs), count => count >= 12, "some have completed");
        await operators.StopOperatorAsync();
        StartOperator();

        await spaces[2].ApplyAsync("second", Urgent);
        jobs.Add((spaces[2], "second"));
        await spaces[2].UntilAsync("second", JobState.Completed);
        var left = jobs.Count - await CompletedAsync(jobs);
        Assert.True(left > Limit, $"{left} jobs are left");

        await Scenario.UntilAsync(() => CompletedAsync(jobs), count => count == jobs.Count, "all have completed");
        await ended.CancelAsync();
        Assert.InRange(await watch, 1, Limit);

        void StartOperator() =>
            operators.StartOperator(namespaces: [.. spaces.Select(space => space.Namespace)], limits: new(Limit));
    }

    [Fact]
    public async Task A_job_that_waits_can_be_suspended_and_cancelled_and_one_that_others_need_goes_first()
    {
        await using var space = await Scenario.StartAsync(cluster, withOperator: false);
        space.StartOperator(limits: new(0, 1));
        await space.ApplyAsync("long", JobTests.Long);
        await space.RunningPodAsync((await space.JobAsync("long")).Metadata.Uid!);
        await space.ApplyAsync("old", Scenario.Rain);
        await space.ApplyAsync("source", """{"priority":"Low",""" + Scenario.Rain.Trim()[1..]);
        await space.ApplyAsync("suspended", Scenario.Rain);
        await space.ApplyAsync("cancelled", Scenario.Rain);
        foreach (var name in (string[])["old", "source", "suspended", "cancelled"])
        {
            var job = await space.UntilAsync(name, JobState.Queued);
            Assert.True(SlotRules.Waits(job.Status));
        }

        await space.PatchSpecAsync("suspended", """{"suspend":true}""");
        await space.PatchSpecAsync("cancelled", """{"cancel":true}""");
        await space.UntilAsync("suspended", JobState.Suspended);
        await space.UntilAsync("cancelled", JobState.Cancelled);
        // Of high priority, and waits for the job of low priority.
        await space.ApplyAsync(
            "user",
            """{"priority":"High","compose":{"background":{"image":{"artifact":{"jobName":"source"}}}}}"""
        );

        var source = await space.UntilAsync("source", JobState.Completed);
        var user = await space.UntilAsync("user", JobState.Completed);
        var old = await space.UntilAsync("old", JobState.Completed);
        Assert.True(source.Status!.CompletionTime <= old.Status!.StartTime, "the source was before the older job");
        Assert.True(user.Status!.CompletionTime <= old.Status.StartTime, "so was the job that needs it");
        Assert.Equal(JobState.Suspended, (await space.JobAsync("suspended")).Status!.State);
    }

    private static string Urgent => """{"priority":"High",""" + Scenario.Rain.Trim()[1..];

    private static string Owner(V1Job child) => child.Metadata.OwnerReferences.Single().Name;

    private static async Task<IReadOnlyList<V1Job>> ChildrenAsync(IReadOnlyList<Scenario> spaces)
    {
        // One list of all namespaces, which shows one moment.
        var all = await spaces[0].Client.ListPageAsync(CoreResources.Jobs, null, new ListOptions(), Cancel);
        return
        [
            .. all
                .Items.Where(child => spaces.Any(space => space.Namespace == child.Metadata.NamespaceProperty))
                .OrderBy(child => child.Metadata.CreationTimestamp),
        ];
    }

    private static async Task<int> CompletedAsync(IReadOnlyList<(Scenario Space, string Name)> jobs)
    {
        var count = 0;
        foreach (var space in jobs.Select(job => job.Space).Distinct())
        {
            var all = await space.ListAsync(ApiResources.GenerationJobs);
            count += all.Count(job => job.Status?.State == JobState.Completed);
        }

        return count;
    }

    /// <summary>The most Jobs that were seen to be active at once.</summary>
    private static async Task<int> WatchAsync(IReadOnlyList<Scenario> spaces, CancellationToken cancellation)
    {
        var most = 0;
        while (!cancellation.IsCancellationRequested)
        {
            most = Math.Max(most, (await ChildrenAsync(spaces)).Count(child => SlotRules.HasLive([child])));
            await Task.Delay(20, CancellationToken.None);
        }

        return most;
    }
}
