using System.Text.Json.Nodes;
using ImageForge.DevCluster.Tests.Http;
using Xunit;

namespace ImageForge.DevCluster.Tests.Audit;

public sealed class AuditLogTests
{
    [Fact]
    public async Task Each_request_is_told_in_the_form_of_Kubernetes()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "audit.jsonl");
        await using (var cluster = await StartAsync(folder.Path, file))
        {
            using var client = TestClient.For(cluster);
            await client.GetAsync(
                "/apis/batch/v1/namespaces/default/jobs/none/status",
                TestContext.Current.CancellationToken
            );
            await client.GetAsync("/api/v1/pods?watch=true&timeoutSeconds=1", TestContext.Current.CancellationToken);
            await client.GetAsync("/version", TestContext.Current.CancellationToken);
        }

        var events = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(
            [
                "ResponseComplete get jobs/status 404",
                "ResponseStarted watch pods/ 200",
                "ResponseComplete watch pods/ 200",
                "ResponseComplete get / 200",
            ],
            events.Select(e =>
                $"{e["stage"]} {e["verb"]} {e["objectRef"]?["resource"]}/{e["objectRef"]?["subresource"]} {e["responseStatus"]!["code"]}"
            )
        );
        Assert.All(events, e => Assert.Equal("audit.k8s.io/v1", (string?)e["apiVersion"]));
        Assert.All(events, e => Assert.Equal("admin", (string?)e["user"]!["username"]));
        Assert.Equal(
            """{"resource":"jobs","namespace":"default","name":"none","apiGroup":"batch","apiVersion":"v1","subresource":"status"}""",
            events[0]["objectRef"]!.ToJsonString()
        );
        Assert.Equal("/api/v1/pods?watch=true&timeoutSeconds=1", (string?)events[1]["requestURI"]);
        Assert.Equal((string?)events[1]["auditID"], (string?)events[2]["auditID"]);
        Assert.Null(events[3]["objectRef"]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "absent", "audit.jsonl");
        var error = await Assert.ThrowsAsync<DevelopmentClusterException>(() => StartAsync(folder.Path, file));
        Assert.StartsWith($"The audit log {file} cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    private static Task<DevelopmentCluster> StartAsync(string folder, string file) =>
        DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = folder, AuditFile = file },
            TestContext.Current.CancellationToken
        );
}
