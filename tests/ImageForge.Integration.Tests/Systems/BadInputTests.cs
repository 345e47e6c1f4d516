using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>What only shows when a job runs is said in a condition.</summary>
public sealed class BadInputTests(InstalledSystem system)
{
    [Fact]
    public async Task An_overlay_that_cannot_be_read_is_named_and_nothing_else_is_lost()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("unreadable");
        var job = Manifests.Job(
            "unreadable",
            """
                atmosphere:
                  overlays:
                  - category: weather
                    tag: rain
                    image: {uri: "file:///nowhere/rain.png"}
            """
        );
        (await kubectl.RunAsync("apply -f -", job)).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/unreadable --timeout=60s")).Succeeded();

        var status = await StatusAsync(kubectl, "unreadable");
        var warning = status["conditions"]!
            .AsArray()
            .Single(c => $"{c!["status"]}" == "False" && $"{c["type"]}" == "Composed")!;
        Assert.Contains("spec.compose.atmosphere.overlays", $"{warning["message"]}", StringComparison.Ordinal);
        Assert.Contains("nowhere", $"{warning["message"]}", StringComparison.Ordinal);
        Assert.Equal("1/1", $"{status["images"]}");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_said_before_anything_is_composed()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("no-store");
        var job = Manifests.Job(
            "no-store",
            """
              output:
                storage: {uri: "s3://bucket/x", endpoint: "http://127.0.0.1:9", secretRef: {name: s3}}
              runner: {retries: 0}
            """
        );
        var secret =
            "create secret generic s3 --from-literal=AWS_ACCESS_KEY_ID=k --from-literal=AWS_SECRET_ACCESS_KEY=very-secret";
        (await kubectl.RunAsync(secret)).Succeeded();
        (await kubectl.RunAsync("apply -f -", job)).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=StoreReachable=false gj/no-store --timeout=60s")).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Stalled gj/no-store --timeout=60s")).Succeeded();

        var status = await StatusAsync(kubectl, "no-store");
        Assert.Equal("Failed", $"{status["state"]}");
        var log = (await kubectl.RunAsync("logs -l imageforge.dev/job=no-store --tail=-1")).Succeeded();
        Assert.DoesNotContain("Generating", log, StringComparison.Ordinal);
        var everything = log + status + (await kubectl.RunAsync("get events,configmaps,jobs,pods -o yaml")).Succeeded();
        Assert.DoesNotContain("very-secret", everything, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> StatusAsync(Tools.Kubectl kubectl, string job) =>
        JsonNode.Parse((await kubectl.RunAsync($"get gj {job} -o json")).Succeeded())!["status"]!;
}
