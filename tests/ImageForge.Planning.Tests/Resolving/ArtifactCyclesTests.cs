using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Jobs;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public class ArtifactCyclesTests
{
    [Theory]
    [InlineData("a", "", null)]
    [InlineData("a", "a:a", "a a")]
    [InlineData("a", "a:b b:a", "a b a")]
    [InlineData("b", "a:b b:a", "b a b")]
    [InlineData("a", "a:b b:c c:d d:a", "a b c d a")]
    // The shortest way, and of equals the first by name.
    [InlineData("a", "a:cb c:a b:a", "a b a")]
    [InlineData("a", "a:bc b:d d:a c:a", "a c a")]
    // Who only waits for a cycle is not part of it.
    [InlineData("a", "a:b b:c c:b", null)]
    [InlineData("a", "a:b b:c", null)]
    public void Shortest_cycle_is_found_and_always_the_same(string name, string graph, string? cycle)
    {
        var edges = graph
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(e => e[..1], e => (IReadOnlyCollection<string>)[.. e[2..].Select(c => $"{c}")]);
        IReadOnlyCollection<string> Of(string job) => edges.GetValueOrDefault(job) ?? [];
        var found = ArtifactCycles.Find([name], Of(name), Of);
        Assert.Equal(cycle, found is null ? null : string.Join(' ', found));
    }

    [Fact]
    public void A_storyboard_is_told_which_of_its_frames_it_is() =>
        Assert.Equal(["f2", "x", "f2"], ArtifactCycles.Find(["f1", "f2"], ["x"], job => job == "x" ? ["f2"] : []));

    [Fact]
    public void Waiting_for_its_own_image_is_refused_and_goes_on_when_the_cycle_is_broken()
    {
        var world = new World("""{"compose":{"background":{"image":{"artifact":{"jobName":"sea"}}}}}""");
        world.Settle();
        Assert.Equal(JobState.Pending, world.Status.State);

        world.Cycle = ["night-market", "sea", "night-market"];
        world.Settle();
        world.Settle();
        var accepted = world.Get(Conditions.Accepted);
        Assert.Equal((JobState.Rejected, Reasons.ArtifactCycle), (world.Status.State, accepted.Reason));
        Assert.Contains("night-market → sea → night-market", accepted.Message, StringComparison.Ordinal);
        Assert.Equal("True", world.Condition(Conditions.Stalled));

        world.Cycle = null;
        world.Settle();
        Assert.Equal(JobState.Pending, world.Status.State);
        Assert.Equal(
            [Reasons.WaitingForArtifact, Reasons.ArtifactCycle, Reasons.WaitingForArtifact],
            world.Events.Select(e => e.Reason)
        );
    }
}
