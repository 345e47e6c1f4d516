using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Scheduling;
using Xunit;

namespace ImageForge.Operator.Tests.Scheduling;

/// <summary>
/// A cluster with caches that lag, and reconciles in any order: arrivals, ends, suspends, deletions, refused and failed
/// calls, jobs that wait for something else, and operators that are restarted at any moment.
/// </summary>
public class JobSlotsModelTests
{
    [Fact]
    public void The_limits_are_never_exceeded_and_no_slot_stays_free_while_a_job_waits()
    {
        var started = 0;
        var waited = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var limits = new SlotLimits(random.Next(5), random.Next(1, 4));
            var cluster = new SlotSimulation(limits, random, $"seed {seed}, {limits}");
            for (var step = 0; step < 150; step++)
            {
                cluster.Step();
            }

            cluster.Settle();
            waited += cluster.Waiting.Count;
            // All that want to run do so in the end.
            while (cluster.EndOne())
            {
                cluster.Settle();
            }

            Assert.Empty(cluster.Waiting);
            started += cluster.Started.Count;
        }

        // The runs were not empty.
        Assert.InRange(started, 2000, int.MaxValue);
        Assert.InRange(waited, 500, int.MaxValue);
    }

    /// <summary>The first seconds of a new leader, when most jobs have not been reconciled yet.</summary>
    [Fact]
    public void After_a_restart_the_right_one_is_next_in_whatever_order_jobs_are_reconciled()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var limits = new SlotLimits(random.Next(2, 5), random.Next(3));
            var cluster = new SlotSimulation(limits, random, $"seed {seed}, {limits}");
            for (var n = 0; n < 30; n++)
            {
                cluster.Arrive();
            }

            cluster.Settle();
            while (cluster.EndOne())
            {
                var expected = SlotTableTests.Next(limits, cluster.Waiting, cluster.Active);
                cluster.Restart();
                var before = cluster.Started.Count;
                cluster.Settle();
                Assert.Equal(expected is null ? 0 : 1, cluster.Started.Count - before);
                Assert.True(
                    expected?.Key == cluster.Started.LastOrDefault() || expected is null,
                    $"seed {seed}: {expected}"
                );
            }
        }
    }

    /// <summary>A reconcile reads the store, which is a moment ahead of the changes that are told.</summary>
    [Fact]
    public void A_job_whose_child_is_gone_keeps_its_slot_for_the_next_child()
    {
        var slots = new JobSlots(new(1), new(), () => true);
        List<ObjectKey> enqueued = [];
        slots.Join(null, enqueued.Add);
        var old = SlotSimulation.Child("a", "1").New!;
        slots.ChildChanged(new(new("a", "1"), null, old, IsBackground: true));
        Assert.IsType<SlotAnswer.Wait>(slots.Ask(Candidate("other")));

        Assert.IsType<SlotAnswer.Granted>(slots.Ask(Candidate("1")));
        // Now the changes that the store had already.
        var deleting = old with
        {
            Metadata = old.Metadata with { DeletionTimestamp = DateTime.UnixEpoch },
        };
        slots.ChildChanged(new(new("a", "1"), old, deleting, IsBackground: false));
        slots.ChildChanged(new(new("a", "1"), deleting, null, IsBackground: false));
        Assert.Equal((1, 0), (slots.Active, enqueued.Count));

        var again = old with { Metadata = old.Metadata with { Uid = "c2" } };
        slots.ChildChanged(new(new("a", "1"), null, again, IsBackground: false));
        Assert.Equal(1, slots.Active);
        slots.ChildChanged(new(new("a", "1"), again, null, IsBackground: false));
        Assert.Equal([new ObjectKey("a", "other")], enqueued);

        static Candidate Candidate(string name) =>
            new(new("a", name), "uid", Runtime.Queues.Priority.Normal, DateTime.UnixEpoch);
    }

    /// <summary>The new job has the name of a deleted one, whose slot was never used.</summary>
    [Fact]
    public void A_reservation_of_a_deleted_job_passes_to_the_one_that_has_its_name()
    {
        var slots = new JobSlots(new(2), new(), () => true);
        slots.Join(null, _ => { });
        slots.Ask(new(new("a", "1"), "first", Runtime.Queues.Priority.Normal, DateTime.UnixEpoch));
        slots.Ask(new(new("a", "1"), "second", Runtime.Queues.Priority.Normal, DateTime.UnixEpoch));
        Assert.Equal(1, slots.Active);
        slots.Release(new("a", "1"));
        Assert.Equal(0, slots.Active);
    }

    [Fact]
    public void Without_limits_nothing_is_counted()
    {
        var slots = new JobSlots(new(0), new(), () => true);
        var job = new Candidate(new("a", "1"), "uid", Runtime.Queues.Priority.Normal, DateTime.UnixEpoch);
        Assert.IsType<SlotAnswer.Granted>(slots.Ask(job));
        Assert.Equal(0, slots.Active);
    }

    [Fact]
    public void A_replica_that_stands_by_reserves_nothing()
    {
        var isLeader = false;
        var slots = new JobSlots(new(1), new(), () => isLeader);
        List<ObjectKey> enqueued = [];
        slots.Join(null, enqueued.Add);
        slots.JobChanged(SlotSimulation.Added("a", "1", JobPriority.Normal));
        slots.JobChanged(SlotSimulation.Added("a", "2", JobPriority.High));
        slots.Release(new("a", "3"));
        Assert.Equal((0, 0), (slots.Active, enqueued.Count));
        isLeader = true;
        slots.Release(new("a", "3"));
        Assert.Equal([new ObjectKey("a", "2")], enqueued);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, JobState.Running)]
    public void A_job_of_a_kueue_queue_neither_waits_nor_counts(bool isQueued, JobState? state)
    {
        var slots = new JobSlots(new(1), new() { QueueName = isQueued ? "studio" : null }, () => true);
        slots.Join(null, _ => { });
        slots.JobChanged(SlotSimulation.Added("a", "1", JobPriority.Normal, state));
        slots.ChildChanged(SlotSimulation.Child("a", "1", queue: "studio"));
        Assert.Equal((0, 0), (slots.Active, slots.Waiting(Runtime.Queues.Priority.Normal)));
    }
}
