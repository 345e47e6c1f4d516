using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Operator.Applying;
using ImageForge.Planning;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Applying;

/// <summary>What becomes of a status when somebody else has written in between.</summary>
public sealed class StatusWriterTests
{
    private const string Conflict =
        """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Conflict","code":409,"message":"the object has been modified"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conflict_is_read_concluded_anew_and_written_against_the_new_version()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.Request switch
            {
                { Method: "GET" } => exchange.AnswerAsync(200, Json(Job("8", tags: ["annotated"]))),
                { Body: var body } when Version(body) == "8" => exchange.AnswerAsync(200, Json(Job("9"))),
                _ => exchange.AnswerAsync(409, Conflict),
            }
        );
        var outcome = await WriteAsync(server, Job("7"));
        Assert.True(outcome.IsWritten);
        Assert.Equal("8", outcome.Before.Metadata.ResourceVersion);
        Assert.Equal(["PATCH", "GET", "PATCH"], server.Requests.Select(r => r.Method));
        Assert.Equal(["7", "8"], Patches(server).Select(r => Version(r.Body)));
        // Concluded from what was read, not from what was known before.
        Assert.Equal("annotated", (string?)JsonNode.Parse(Patches(server)[1].Body)!["status"]!["jobName"]);
        Assert.All(
            Patches(server),
            r => Assert.EndsWith("/generationjobs/market/status", r.Path, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Tries_are_bounded_and_each_one_names_the_version_that_it_has_read()
    {
        var version = 7;
        await using var server = new ScriptedServer(exchange =>
            exchange.Request.Method == "GET"
                ? exchange.AnswerAsync(200, Json(Job($"{++version}")))
                : exchange.AnswerAsync(409, Conflict)
        );
        var error = await Assert.ThrowsAsync<KubeException>(() => WriteAsync(server, Job("7")));
        Assert.True(error.IsConflict);
        Assert.Equal(["7", "8", "9", "10", "11"], Patches(server).Select(r => Version(r.Body)));
    }

    [Fact]
    public async Task Another_spec_is_not_answered_with_the_status_of_the_last()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.Request.Method == "GET"
                ? exchange.AnswerAsync(200, Json(Job("8", generation: 2)))
                : exchange.AnswerAsync(409, Conflict)
        );
        Assert.True((await Assert.ThrowsAsync<KubeException>(() => WriteAsync(server, Job("7")))).IsConflict);
        Assert.Single(Patches(server));
    }

    [Fact]
    public async Task Another_object_of_the_same_name_is_left_alone()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.Request.Method == "GET"
                ? exchange.AnswerAsync(200, Json(Job("8", uid: "other")))
                : exchange.AnswerAsync(409, Conflict)
        );
        Assert.True((await Assert.ThrowsAsync<KubeException>(() => WriteAsync(server, Job("7")))).IsConflict);
        Assert.Single(Patches(server));
    }

    [Fact]
    public async Task Status_that_is_there_already_is_not_written_again()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.Request.Method == "GET"
                ? exchange.AnswerAsync(200, Json(Decided(Job("8"))))
                : exchange.AnswerAsync(409, Conflict)
        );
        Assert.False((await WriteAsync(server, Job("7"))).IsWritten);
        Assert.Single(Patches(server));
    }

    private static async Task<StatusOutcome<GenerationJob, GenerationJobStatus>> WriteAsync(
        ScriptedServer server,
        GenerationJob job
    )
    {
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var writer = new StatusWriter<GenerationJob, GenerationJobStatus>(
            client,
            ApiResources.GenerationJobs,
            new Informer<GenerationJob>(client, ApiResources.GenerationJobs, NullLogger.Instance),
            value => value.Status,
            ApiJson.Default.GenerationJobStatus,
            new OwnWrites(),
            TimeProvider.System
        );
        return await writer.WriteAsync(job, Decide(job), Decide, Cancel);
    }

    private static Plan<GenerationJobStatus> Decide(GenerationJob job) => new() { Status = Decided(job).Status };

    private static GenerationJob Decided(GenerationJob job) =>
        job with
        {
            Status = new GenerationJobStatus { State = JobState.Queued, JobName = job.Spec.Tags?[0] ?? "plain" },
        };

    private static GenerationJob Job(
        string version,
        string uid = "uid",
        int generation = 1,
        IReadOnlyList<string>? tags = null
    ) =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Name = "market",
                Namespace = "studio",
                Uid = uid,
                Generation = generation,
                ResourceVersion = version,
            },
            Spec = new GenerationJobSpec { Tags = tags },
        };

    private static List<ScriptedRequest> Patches(ScriptedServer server) =>
        [.. server.Requests.Where(r => r.Method == "PATCH")];

    private static string? Version(string body) => (string?)JsonNode.Parse(body)!["metadata"]?["resourceVersion"];

    private static string Json(GenerationJob job) => JsonSerializer.Serialize(job, ApiJson.Default.GenerationJob);
}
