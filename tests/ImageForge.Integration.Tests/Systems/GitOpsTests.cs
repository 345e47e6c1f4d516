using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>What tools that apply resources from a repository rely on.</summary>
public sealed class GitOpsTests(InstalledSystem system)
{
    private const string Board = """
        ---
        apiVersion: imageforge.dev/v1alpha1
        kind: AtmosphereProfile
        metadata: {name: monsoon}
        spec: {strategy: Asset}
        ---
        apiVersion: imageforge.dev/v1alpha1
        kind: Storyboard
        metadata: {name: board}
        spec:
          shots:
          - {text: The tram leaves.}
          - {text: The street is empty.}
          concurrency: 2
          template:
            size: {width: 256, height: 256}
            compose: {atmosphere: {profileRef: {name: monsoon}}}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("--server-side")]
    public async Task Operator_writes_only_the_status_of_what_a_user_applied(string how)
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync($"owned{how.Replace("--", "-", StringComparison.Ordinal)}");
        var manifest = Manifests.Job("owned") + "\n" + Board;
        (await kubectl.RunAsync($"apply {how} -f -", manifest)).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/owned storyboard/board --timeout=120s")).Succeeded();

        foreach (var name in new[] { "gj/owned", "storyboard/board", "atmosphereprofile/monsoon" })
        {
            var found = JsonNode.Parse(
                (await kubectl.RunAsync($"get {name} -o json --show-managed-fields")).Succeeded()
            )!;
            var others = found["metadata"]!["managedFields"]!
                .AsArray()
                .Where(entry => !((string)entry!["manager"]!).StartsWith("kubectl", StringComparison.Ordinal))
                .ToList();
            Assert.NotEmpty(others);
            Assert.All(
                others,
                entry =>
                {
                    Assert.Equal("status", (string?)entry!["subresource"]);
                    Assert.Equal(["f:status"], entry["fieldsV1"]!.AsObject().Select(m => m.Key));
                }
            );
        }

        Assert.Equal("", (await kubectl.RunAsync($"diff {how} -f -", manifest)).Succeeded());
        // Nobody else owns a field, so that a change of the way of applying needs no force.
        (await kubectl.RunAsync("apply --server-side -f -", manifest)).Succeeded();
        Assert.Equal("", (await kubectl.RunAsync("diff --server-side -f -", manifest)).Succeeded());
    }

    [Fact]
    public async Task Finished_job_stays_ready_without_its_children()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("cleaned");
        var manifest = Manifests.Job("cleaned", "  cleanup: {childrenAfter: 1s}");
        (await kubectl.RunAsync("apply -f -", manifest)).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/cleaned --timeout=60s")).Succeeded();
        var child = (await kubectl.RunAsync("get gj cleaned -o jsonpath={.status.jobName}")).Succeeded();
        (await kubectl.RunAsync($"wait --for=delete job/{child} configmap/{child} --timeout=90s")).Succeeded();

        var before = (await kubectl.RunAsync("get gj cleaned -o jsonpath={.metadata.resourceVersion}")).Succeeded();
        Assert.EndsWith(
            "cleaned unchanged\n",
            (await kubectl.RunAsync("apply -f -", manifest)).Succeeded(),
            StringComparison.Ordinal
        );
        Assert.Equal("", (await kubectl.RunAsync("diff -f -", manifest)).Succeeded());
        (await kubectl.RunAsync("wait --for=condition=Ready gj/cleaned --timeout=5s")).Succeeded();
        // Nothing was written and nothing runs again.
        Assert.Equal(
            before,
            (await kubectl.RunAsync("get gj cleaned -o jsonpath={.metadata.resourceVersion}")).Succeeded()
        );
        Assert.Equal("", (await kubectl.RunAsync("get jobs,pods -o name")).Succeeded());
    }
}
