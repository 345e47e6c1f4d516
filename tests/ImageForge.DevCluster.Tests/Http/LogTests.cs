using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.DevCluster.Tests.Http;

public sealed class LogTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    [Fact]
    public async Task A_job_created_over_http_runs_and_its_log_can_be_followed()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = folder.Path },
            cancel
        );
        using var client = TestClient.For(cluster);
        var job = JsonNode.Parse(
            """
            {"metadata":{"name":"hello"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[
              {"name":"main","image":"any","command":["sh","-c","echo one; sleep 0.2; echo two"]}]}}}}
            """
        );
        var created = await client.PostAsJsonAsync("/apis/batch/v1/namespaces/default/jobs", job, cancel);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        var pod = await PodAsync(client, cancel);
        using var follow = await client.GetAsync(
            $"{Pods}/{pod}/log?follow=true",
            HttpCompletionOption.ResponseHeadersRead,
            cancel
        );
        Assert.Equal("text/plain", follow.Content.Headers.ContentType!.ToString());
        Assert.Equal("one\ntwo\n", await follow.Content.ReadAsStringAsync(cancel));
        Assert.Equal("two\n", await client.GetStringAsync($"{Pods}/{pod}/log?tailLines=1", cancel));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Pods}/nope/log", cancel)).StatusCode);
    }

    // The watch ends with the first state of the pod in which its container runs, or has run.
    private static async Task<string> PodAsync(HttpClient client, CancellationToken cancel)
    {
        await using var stream = await client.GetStreamAsync($"{Pods}?watch=true", cancel);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            var pod = JsonNode.Parse(line)!["object"]!;
            if ((string?)pod["status"]!["phase"] != "Pending")
            {
                return (string)pod["metadata"]!["name"]!;
            }
        }
        throw new InvalidOperationException("the watch ended");
    }
}
