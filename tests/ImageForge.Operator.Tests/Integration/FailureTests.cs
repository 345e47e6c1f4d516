using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>What a job that fails leaves to read.</summary>
public class FailureTests(ClusterFixture cluster)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Each_attempt_is_told_once_and_the_last_as_the_last(int retries)
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync(
            "failing",
            $$$"""
            {"size":{"preset":"Thumbnail"},"compose":{},"output":{"storage":{"uri":"file:///proc/nowhere"}},
             "runner":{"retries":{{{retries}}}}}
            """
        );
        var job = await scenario.UntilAsync("failing", JobState.Failed);
        Assert.Equal(retries + 1, job.Status!.Attempt);
        var expected = retries == 0 ? 2 : 3;
        var told = await Scenario.UntilAsync(
            async () =>
                (await scenario.ListAsync(CoreResources.Events))
                    .Where(e => e.Regarding is { Kind: "GenerationJob" })
                    .OrderBy(e => e.EventTime)
                    .ToList(),
            events => events.Count >= expected,
            "the events are there",
            events => string.Join("; ", events.Select(e => $"{e.Reason}: {e.Note}"))
        );
        Assert.Equal(expected, told.Count);
        Assert.Equal(Reasons.Queued, told[0].Reason);
        Assert.All(told.Skip(1), e => Assert.Equal((Reasons.StoreUnreachable, "Warning"), (e.Reason, e.Type)));
        Assert.All(told, e => Assert.Null(e.Series));
        Assert.Equal(
            retries,
            told.Count(e => e.Note!.StartsWith("Attempt 1 failed, retrying: ", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("retrying", told[^1].Note, StringComparison.Ordinal);
    }
}
