using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Planning.Runs;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

public class RefusedPodTests
{
    [Theory]
    [InlineData(
        "Error creating: pods \"a-\" is forbidden: no PriorityClass with name x was found",
        "spec.runner.priorityClassName: Kubernetes refuses the pod and tries again: Error creating"
    )]
    [InlineData(
        "Error creating: pods \"a-\" is forbidden: exceeded quota: q, requested: memory=2Gi",
        "spec.runner.resources: Kubernetes refuses the pod and tries again: Error creating"
    )]
    [InlineData(
        "Error creating: admission webhook \"w\" denied the request: no",
        "Kubernetes refuses the pod and tries again: Error creating: admission webhook"
    )]
    public void A_refused_pod_is_said_once_and_forgotten_when_there_is_one(string note, string message)
    {
        var world = new World();
        world.Settle();
        world.PodRefusal = note;
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
    public void The_latest_refusal_counts()
    {
        Event[] events = [Refusal("b", 2, "second"), Refusal("a", 1, "first")];
        Assert.Equal("second", PodRefusals.Latest(events));
        Assert.Null(PodRefusals.Latest([]));
    }

    private static Event Refusal(string name, int second, string note) =>
        new()
        {
            Metadata = new ObjectMeta { Name = name, CreationTimestamp = DateTimeOffset.UnixEpoch.AddSeconds(second) },
            Note = note,
        };
}
