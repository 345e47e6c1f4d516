using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Runs;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

public class RefusedPodTests
{
    [Theory]
    [InlineData(
        "Error creating: pods \"a-\" is forbidden: no PriorityClass with name x was found",
        "spec.runner.priorityClassName: Pod creation rejected, retrying: Error creating"
    )]
    [InlineData(
        "Error creating: pods \"a-\" is forbidden: exceeded quota: q, requested: memory=2Gi",
        "spec.runner.resources: Pod creation rejected, retrying: Error creating"
    )]
    [InlineData(
        "Error creating: admission webhook \"w\" denied the request: no",
        "Pod creation rejected, retrying: Error creating: admission webhook"
    )]
    public void A_refused_pod_is_said_once_and_forgotten_when_there_is_one(string note, string message)
    {
        var world = new World();
        world.Settle();
        world.PodRefusal = new(note, world.Now);
        world.Settle();
        var ready = world.Get(Conditions.Ready);
        Assert.Equal((JobState.Queued, "False", Reasons.PodRefused), (world.Status.State, ready.Status, ready.Reason));
        Assert.StartsWith(message, ready.Message, StringComparison.Ordinal);
        Assert.Single(world.Events, e => e is { Warning: true, Reason: Reasons.PodRefused });

        world.StartPod();
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
    }

    [Fact]
    public void A_refusal_after_a_failed_attempt_is_said_and_one_from_before_it_is_not()
    {
        var world = new World();
        world.Settle();
        world.PodRefusal = new("exceeded quota: q", world.Now);
        world.Now += TimeSpan.FromSeconds(20);
        Fail(world, 1);
        Assert.Equal((JobState.Retrying, 2), (world.Status.State, world.Status.Attempt));

        world.PodRefusal = new("exceeded quota: q", world.Now + TimeSpan.FromSeconds(10));
        world.Settle();
        Assert.Equal(
            (JobState.Queued, 2, Reasons.PodRefused),
            (world.Status.State, world.Status.Attempt, world.Get(Conditions.Ready).Reason)
        );

        world.Now += TimeSpan.FromSeconds(60);
        Fail(world, 2);
        Assert.Equal((JobState.Retrying, 3), (world.Status.State, world.Status.Attempt));
    }

    [Fact]
    public void Attempts_that_were_never_begun_are_not_counted()
    {
        var world = new World();
        world.Settle();
        Fail(world, 1);
        world.PodRefusal = new("exceeded quota: q", world.Now + TimeSpan.FromSeconds(10));
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);

        // Somebody ends the Job.
        world.EndJob("DeadlineExceeded");
        world.Settle();
        Assert.Equal((JobState.Failed, 1), (world.Status.State, world.Status.Attempt));
    }

    /// <summary>Kubernetes' own controllers repeat an event by its count and last time.</summary>
    [Fact]
    public void The_latest_refusal_counts()
    {
        Eventsv1Event[] events = [Refusal("b", 2, "second"), Refusal("a", 1, "first")];
        Assert.Equal("second", PodRefusals.Latest(events)!.Note);
        events[1] = events[1] with { DeprecatedLastTimestamp = DateTimeOffset.UnixEpoch.AddSeconds(3).UtcDateTime };
        Assert.Equal(new PodRefusal("first", DateTimeOffset.UnixEpoch.AddSeconds(3)), PodRefusals.Latest(events));
        Assert.Null(PodRefusals.Latest([]));
    }

    private static void Fail(World world, int attempt)
    {
        world.StartPod();
        world.Settle();
        Assert.Equal((JobState.Running, attempt), (world.Status.State, world.Status.Attempt));
        world.EndPod(1);
        world.CountFailure();
        world.Settle();
    }

    private static Eventsv1Event Refusal(string name, int second, string note) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                CreationTimestamp = DateTimeOffset.UnixEpoch.AddSeconds(second).UtcDateTime,
            },
            Note = note,
        };
}
