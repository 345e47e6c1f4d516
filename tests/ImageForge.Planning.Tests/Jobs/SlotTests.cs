using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Pods;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

/// <summary>Jobs that may not start yet because the operator's limit of active jobs is reached.</summary>
public class SlotTests
{
    private const string Limit = "The limit of active jobs is reached (scheduling.maxActive: 3).";

    [Fact]
    public void A_job_waits_without_children_and_events_and_starts_when_it_may()
    {
        var world = new World { Limit = Limit };
        Assert.Empty(world.Settle().Children);
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Equal(
            (Reasons.WaitingForSlot, Limit),
            (world.Get(Conditions.Ready).Reason, world.Get(Conditions.Ready).Message)
        );
        Assert.Equal("True", world.Condition(Conditions.Accepted));
        Assert.Equal("True", world.Condition(Conditions.Reconciling));
        Assert.NotNull(world.Status.PlanHash);
        Assert.Empty(world.Events);
        Assert.True(SlotRules.Waits(world.Status));
        // Nothing is written while it waits.
        var before = world.Job;
        world.Now = world.Now.AddHours(1);
        world.Settle();
        Assert.Equal(before.Status, world.Job.Status);

        world.Limit = null;
        Assert.Equal(2, world.Settle().Children.Count);
        Assert.Equal(Reasons.Queued, world.Get(Conditions.Ready).Reason);
        Assert.Equal([Reasons.Queued], world.Events.Select(e => e.Reason));
    }

    [Theory]
    [InlineData("""{"suspend":true}""", JobState.Suspended, Reasons.Suspended)]
    [InlineData("""{"cancel":true}""", JobState.Cancelled, Reasons.Cancelled)]
    [InlineData(
        """{"compose":{"atmosphere":{"profileRef":{"name":"none"}}}}""",
        JobState.Pending,
        Reasons.ProfileNotFound
    )]
    [InlineData("""{"source":{"image":{"uri":"file:///a.png"}}}""", JobState.Rejected, Reasons.NotSupported)]
    public void What_does_not_need_a_slot_is_said_first(string spec, JobState state, string reason)
    {
        var world = new World(SpecWalk.Merged(World.Rain, spec).ToJsonString()) { Limit = Limit };
        Assert.Empty(world.Settle().Children);
        Assert.Equal((state, reason), (world.Status.State!.Value, world.Get(Conditions.Ready).Reason));
        Assert.False(SlotRules.Waits(world.Status));
    }

    [Fact]
    public void A_limit_stops_nothing_that_runs_and_hides_no_result()
    {
        var world = new World();
        world.Settle();
        world.StartPod();
        world.Limit = Limit;
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
        world.EndPod(0);
        world.Settle();
        Assert.Equal(JobState.Completed, world.Status.State);
    }

    [Fact]
    public void A_job_whose_child_was_deleted_waits_again_with_its_plan()
    {
        var world = new World();
        world.Settle();
        var hash = world.Status.PlanHash;
        world.Children.Clear();
        world.Limit = Limit;
        Assert.Empty(world.Settle().Children);
        Assert.Equal(Reasons.WaitingForSlot, world.Get(Conditions.Ready).Reason);
        world.Limit = null;
        world.Settle();
        Assert.Single(world.Children);
        Assert.Equal(hash, world.Status.PlanHash);
    }

    [Theory]
    [InlineData("{}", null, true)]
    [InlineData("{}", JobState.Pending, true)]
    [InlineData("{}", JobState.Completed, false)]
    [InlineData("""{"suspend":true}""", null, false)]
    [InlineData("""{"cancel":true}""", null, false)]
    [InlineData("""{"runner":{"queueName":"studio"}}""", null, false)]
    public void Jobs_of_kueue_and_those_that_do_not_go_on_need_no_slot(string spec, JobState? state, bool expected)
    {
        var job = Given.Job(spec) with { Status = new() { State = state } };
        Assert.Equal(expected, SlotRules.MayNeed(job, new()));
        Assert.False(SlotRules.MayNeed(job, new() { QueueName = "all" }));
    }

    [Fact]
    public void A_child_holds_a_slot_until_it_has_finished()
    {
        var world = new World();
        world.Settle();
        var child = world.Child;
        Assert.Equal(world.Job.Metadata.Uid, SlotRules.HolderOf(child)?.Uid);
        // Its pods may still run.
        var deleted = child with
        {
            Metadata = child.Metadata with { DeletionTimestamp = world.Now.UtcDateTime },
        };
        Assert.NotNull(SlotRules.HolderOf(deleted));
        foreach (var type in (string[])["Complete", "Failed"])
        {
            var ended = child with { Status = new() { Conditions = [new() { Type = type, Status = "True" }] } };
            Assert.Null(SlotRules.HolderOf(ended));
        }

        var queued = new Dictionary<string, string> { [Labels.KueueQueue] = "studio" };
        Assert.Null(SlotRules.HolderOf(child with { Metadata = child.Metadata with { Labels = queued } }));
        var owner = child.Metadata.OwnerReferences.Single() with { Kind = Api.Storyboards.Storyboard.KindName };
        Assert.Null(SlotRules.HolderOf(child with { Metadata = child.Metadata with { OwnerReferences = [owner] } }));
    }
}
