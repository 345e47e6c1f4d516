using ImageForge.Api.Common;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

public class NamespacesTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Operator_looks_after_the_namespaces_that_it_is_given_and_no_others()
    {
        await using var first = await Scenario.StartAsync(cluster, withOperator: false);
        await using var second = await Scenario.StartAsync(cluster, withOperator: false);
        await using var other = await Scenario.StartAsync(cluster, withOperator: false);
        await other.ApplyAsync("market", Scenario.Rain);
        first.StartOperator(namespaces: [first.Namespace, second.Namespace]);
        await first.ApplyAsync("market", Scenario.Rain);
        await second.ApplyAsync("market", Scenario.Rain);
        await first.UntilAsync("market", JobState.Completed);
        await second.UntilAsync("market", JobState.Completed);
        Assert.Equal(-1, (await other.JobAsync("market")).Status?.ObservedGeneration);
    }
}
