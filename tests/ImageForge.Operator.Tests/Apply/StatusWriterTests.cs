using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Operator.Apply;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Http;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Apply;

/// <summary>What becomes of a status when somebody else has written in between.</summary>
public sealed class StatusWriterTests
{
    private const string Conflict =
        """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Conflict","code":409,"message":"the object has been modified"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_differs_is_written_against_the_version_that_it_was_concluded_from()
    {
        await using var server = OperatorRole.Serve(exchange => exchange.AnswerAsync(200, Json(Job("8"))));
        Assert.True(await WriteAsync(server, Job("7")));
        var patch = Assert.Single(server.Requests);
        Assert.EndsWith("/generationjobs/market/status", patch.Path, StringComparison.Ordinal);
        Assert.Equal("7", Version(patch.Body));
    }

    [Fact]
    public async Task Status_that_is_there_already_is_not_written_again()
    {
        await using var server = OperatorRole.Serve(exchange => exchange.AnswerAsync(500, "{}"));
        Assert.False(await WriteAsync(server, Decided(Job("7"))));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Conflict_is_told_as_one_and_nothing_is_asked_that_the_role_does_not_allow()
    {
        await using var server = OperatorRole.Serve(exchange => exchange.AnswerAsync(409, Conflict));
        var error = await Assert.ThrowsAsync<KubeException>(() => WriteAsync(server, Job("7")));
        Assert.True(error.IsConflict);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Conflict_is_concluded_anew_from_what_the_cache_shows_next()
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedServer? serving = null;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            switch (exchange.Request)
            {
                case { Method: "PATCH", Body: var body } when Version(body) == "7":
                    // Somebody has annotated the job: the cache does not show it yet.
                    await exchange.AnswerAsync(409, Conflict);
                    changed.TrySetResult();
                    break;
                case { Method: "PATCH" }:
                    await exchange.AnswerAsync(200, Json(Decided(Job("9", ["annotated"]))));
                    written.TrySetResult();
                    break;
                case var request when request.Query("watch") is null:
                    await exchange.AnswerAsync(
                        200,
                        $$$"""{"kind":"GenerationJobList","apiVersion":"imageforge.dev/v1alpha1","metadata":{"resourceVersion":"7"},"items":[{{{Json(Job("7"))}}}]}"""
                    );
                    break;
                default:
                    await exchange.BeginAsync();
                    await changed.Task.WaitAsync(serving!.Stopping);
                    await exchange.SendLineAsync(
                        $$$"""{"type":"MODIFIED","object":{{{Json(Job("8", ["annotated"]))}}}}"""
                    );
                    await exchange.KeepSilentAsync();
                    break;
            }
        });
        serving = server;
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var informer = new Informer<GenerationJob>(
            client,
            ApiResources.GenerationJobs,
            NullLogger.Instance,
            new InformerOptions()
        );
        var writes = new OwnWrites();
        using var controller = new Controller(
            "jobs",
            new Reconciler(informer, Writer(client, informer, writes)),
            NullLogger.Instance,
            new ControllerOptions { Writes = writes }
        ).For(informer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = Task.WhenAll(informer.RunAsync(stop.Token), controller.RunAsync(stop.Token));
        await written.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await stop.CancelAsync();
        await running;
        var last = server.Requests.Last(r => r.Method == "PATCH");
        Assert.Equal(
            ("8", "annotated"),
            (Version(last.Body), (string?)JsonNode.Parse(last.Body)!["status"]!["jobName"])
        );
        Assert.All(server.Requests, r => Assert.True(OperatorRole.Allows(r), $"{r.Method} {r.Target}"));
    }

    private static async Task<bool> WriteAsync(ScriptedServer server, GenerationJob job)
    {
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var informer = new Informer<GenerationJob>(client, ApiResources.GenerationJobs, NullLogger.Instance);
        return await Writer(client, informer, new OwnWrites()).WriteAsync(job, Decided(job).Status, Cancel);
    }

    private static StatusWriter<GenerationJob, GenerationJobStatus> Writer(
        KubeClient client,
        Informer<GenerationJob> informer,
        OwnWrites writes
    ) =>
        new(
            client,
            ApiResources.GenerationJobs,
            informer,
            value => value.Status,
            ApiJson.Of<GenerationJobStatus>(),
            writes
        );

    private static GenerationJob Decided(GenerationJob job) =>
        job with
        {
            Status = new GenerationJobStatus { State = JobState.Queued, JobName = job.Spec.Tags?[0] ?? "plain" },
        };

    private static GenerationJob Job(string version, IReadOnlyList<string>? tags = null) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = "market",
                NamespaceProperty = "studio",
                Uid = "uid",
                Generation = 1,
                ResourceVersion = version,
            },
            Spec = new GenerationJobSpec { Tags = tags },
        };

    private static string? Version(string body) => (string?)JsonNode.Parse(body)!["metadata"]?["resourceVersion"];

    private static string Json(GenerationJob job) => JsonSerializer.Serialize(job, ApiJson.Of<GenerationJob>());

    private sealed class Reconciler(
        Informer<GenerationJob> jobs,
        StatusWriter<GenerationJob, GenerationJobStatus> statuses
    ) : IReconciler
    {
        public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
        {
            var job = jobs.Store.Get(key)!;
            await statuses.WriteAsync(job, Decided(job).Status, cancellation);
            return ReconcileResult.Done;
        }
    }
}
