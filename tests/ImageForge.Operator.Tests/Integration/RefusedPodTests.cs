using ImageForge.Api;
using ImageForge.Api.Common;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>A Job that Kubernetes takes and whose pods it refuses.</summary>
public class RefusedPodTests(ClusterFixture cluster)
{
    [Theory]
    [InlineData("priorityClassName", "no PriorityClass with name nope was found")]
    [InlineData("runtimeClassName", "pod rejected: RuntimeClass \"nope\" not found")]
    public async Task A_class_that_does_not_exist_is_said_with_its_field(string field, string words)
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("market", $$$"""{"compose":{},"runner":{"{{{field}}}":"nope"}}""");
        var job = await Scenario.UntilAsync(
            () => scenario.JobAsync("market"),
            found => found.Status?.Conditions?.Any(c => c.Reason == Reasons.PodRefused) == true,
            "the refusal is said"
        );
        var ready = job.Status!.Conditions!.Single(c => c.Type == Conditions.Ready);
        Assert.Equal((JobState.Queued, "False"), (job.Status.State, ready.Status));
        Assert.StartsWith(
            $"spec.runner.{field}: Pod creation rejected, retrying: ",
            ready.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(words, ready.Message, StringComparison.Ordinal);
    }
}
