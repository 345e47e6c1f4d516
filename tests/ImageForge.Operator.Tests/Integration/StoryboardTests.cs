using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

public class StoryboardTests(ClusterFixture cluster)
{
    // Frames that would be the same picture get the seeds after the template's, which here is the last that there is.
    private const string SeedsRunOut = """
        {"template":{"seed":4294967285,"size":{"preset":"Thumbnail"}},
         "shots":[{"text":"She waits here."},{"text":"She waits on."}]}
        """;

    [Fact]
    public async Task Frame_that_the_api_server_refuses_is_named_told_and_not_asked_for_again()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.BoardAsync("waiting", SeedsRunOut);
        var key = new ObjectKey(scenario.Namespace, "waiting");
        var board = await Scenario.UntilAsync(
            () => scenario.Client.GetAsync(ApiResources.Storyboards, key, CancellationToken.None),
            b => b.Status?.State == JobState.Failed,
            "the storyboard ends",
            b => $"{b.Status?.State} {b.Status?.FramesDone}"
        );

        Assert.Equal([JobState.Completed, JobState.Rejected], board.Status!.Frames!.Select(f => f.State));
        Assert.Contains("spec.seed", board.Status.Frames![1].Message, StringComparison.Ordinal);
        var ready = board.Status.Conditions!.Single(c => c.Type == Conditions.Ready);
        Assert.Equal(("False", Reasons.FrameFailed), (ready.Status, ready.Reason));
        Assert.Contains("Frame 2: Rejected", ready.Message, StringComparison.Ordinal);
        Assert.Equal("True", board.Status.Conditions!.Single(c => c.Type == Conditions.Stalled).Status);
        Assert.NotNull(board.Status.ContactSheet);
        var told = await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Events),
            events => events.Any(e => e.Reason == Reasons.FrameRefused),
            "the refusal is an event"
        );
        var refusal = Assert.Single(told, e => e.Reason == Reasons.FrameRefused);
        Assert.Null(refusal.Series);
        Assert.Contains("spec.seed", refusal.Note, StringComparison.Ordinal);
    }
}
