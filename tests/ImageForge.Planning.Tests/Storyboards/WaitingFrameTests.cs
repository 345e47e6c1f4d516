using ImageForge.Api;
using ImageForge.Api.Common;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Storyboards;

/// <summary>A storyboard none of whose frames runs says which one waits, and for what.</summary>
public class WaitingFrameTests
{
    private const string Two = """{"concurrency":2,"shots":[{"text":"She waits here."},{"text":"She waits on."}]}""";

    private const string NoGpu = "The pod is unschedulable: 0/3 nodes are available: 3 Insufficient nvidia.com/gpu.";

    private const string Slot = "The limit of active jobs is reached (scheduling.maxActive: 500).";

    /// <summary>States and reasons of both frames, with the message of each; then what the storyboard says.</summary>
    [Theory]
    [InlineData(null, "", "", null, "", "", Reasons.FramesRunning, "0/2 frames complete.")]
    [InlineData(
        JobState.Queued,
        Reasons.Unschedulable,
        NoGpu,
        JobState.Queued,
        Reasons.WaitingForSlot,
        Slot,
        Reasons.Unschedulable,
        $"0/2 frames complete. Waiting for frame 1 (chase-f01): {NoGpu}"
    )]
    [InlineData(
        JobState.Completed,
        Reasons.Completed,
        "1 image is stored.",
        JobState.Queued,
        Reasons.WaitingForSlot,
        Slot,
        Reasons.WaitingForSlot,
        $"1/2 frames complete. Waiting for frame 2 (chase-f02): {Slot}"
    )]
    [InlineData(
        JobState.Failed,
        Reasons.BadInput,
        "No such image.",
        JobState.Pending,
        Reasons.ProfileNotFound,
        "No profile.",
        Reasons.ProfileNotFound,
        "0/2 frames complete. Waiting for frame 2 (chase-f02): No profile. Frame 1: Failed: No such image."
    )]
    [InlineData(
        JobState.Queued,
        Reasons.Queued,
        "Waiting for the pod to start.",
        null,
        "",
        "",
        Reasons.FramesRunning,
        "0/2 frames complete. Waiting for frame 1 (chase-f01): Waiting for the pod to start."
    )]
    [InlineData(
        JobState.Retrying,
        Reasons.PodLost,
        "Attempt 1 was disrupted, retrying: node gone.",
        JobState.Queued,
        Reasons.Unschedulable,
        NoGpu,
        Reasons.PodLost,
        "0/2 frames complete. Waiting for frame 1 (chase-f01): Attempt 1 was disrupted, retrying: node gone."
    )]
    // One that runs holds nothing up: the other begins when it has ended.
    [InlineData(
        JobState.Queued,
        Reasons.Unschedulable,
        NoGpu,
        JobState.Running,
        Reasons.Running,
        "The runner pod is running.",
        Reasons.FramesRunning,
        "0/2 frames complete."
    )]
    public void Cause_is_the_first_waiting_frame_s_unless_one_runs(
        JobState? first,
        string firstReason,
        string firstMessage,
        JobState? second,
        string secondReason,
        string secondMessage,
        string reason,
        string message
    )
    {
        var world = new BoardWorld(Two);
        world.Settle();
        Tell(world, 0, first, firstReason, firstMessage);
        Tell(world, 1, second, secondReason, secondMessage);
        world.Settle();

        foreach (var type in new[] { Conditions.Ready, Conditions.Reconciling, Conditions.FramesReady })
        {
            var condition = Condition(world, type)!;
            Assert.Equal((type, reason, message), (type, condition.Reason, condition.Message));
        }

        Assert.Equal("False", Condition(world, Conditions.Ready)!.Status);
        Assert.Null(Condition(world, Conditions.Stalled));
    }

    [Fact]
    public void Cause_that_comes_and_goes_is_no_event_of_the_storyboard()
    {
        var world = new BoardWorld(Two);
        world.Settle();
        for (var i = 0; i < 3; i++)
        {
            Tell(world, 0, JobState.Queued, Reasons.Unschedulable, $"{NoGpu} {i}");
            world.Settle();
            Tell(world, 0, JobState.Running, Reasons.Running, "The runner pod is running.");
            world.Settle();
        }

        Assert.Equal([Reasons.FramesRunning], world.Events.Select(e => e.Reason));
    }

    // When both were just resumed, their status still says that they are suspended.
    [Fact]
    public void Status_of_an_earlier_generation_is_no_cause()
    {
        var world = new BoardWorld(Two);
        world.Settle();
        Tell(world, 0, JobState.Suspended, Reasons.Suspended, "Suspended by spec.suspend.", generation: 1);
        Assert.Equal("0/2 frames complete.", Settled());
        world.Frames[0] = world.Frames[0] with { Metadata = world.Frames[0].Metadata with { Generation = 1 } };
        Assert.Equal("0/2 frames complete. Waiting for frame 1 (chase-f01): Suspended by spec.suspend.", Settled());

        string Settled()
        {
            world.Settle();
            return Condition(world, Conditions.Ready)!.Message!;
        }
    }

    private static void Tell(
        BoardWorld world,
        int index,
        JobState? state,
        string reason,
        string message,
        long? generation = null
    )
    {
        if (state is null)
        {
            return;
        }

        world.End(index, state.Value);
        var frame = world.Frames[index];
        world.Frames[index] = frame with
        {
            Status = frame.Status! with
            {
                ObservedGeneration = generation,
                Conditions = [frame.Status.Conditions![0] with { Reason = reason, Message = message }],
            },
        };
    }

    private static V1Condition? Condition(BoardWorld world, string type) =>
        world.Status.Conditions!.FirstOrDefault(c => c.Type == type);
}
