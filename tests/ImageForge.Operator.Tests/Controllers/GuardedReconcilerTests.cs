using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Operator.Apply;
using ImageForge.Operator.Controllers;
using ImageForge.Operator.Telemetry;
using ImageForge.Operator.Tests.Telemetry;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Recording;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Controllers;

/// <summary>What counts as a defect, and for how long.</summary>
public sealed class GuardedReconcilerTests
{
    private const string Counted = "imageforge_internal_errors_total{kind=GenerationJob}";
    private static readonly ObjectKey Key = new("studio", "market");

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<JsonNode> _written = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task A_status_that_the_server_calls_invalid_is_a_defect_that_the_object_tells_of(int code)
    {
        await using var server = Serve(status => status["jobName"] is null ? null : code);
        await using var run = await StartAsync(server);

        var result = await run.Guarded(status => status with { JobName = "too long" }).ReconcileAsync(Key, Cancel);

        Assert.InRange(result.RequeueAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        var conditions = Assert.Single(_written)["conditions"]!.AsArray();
        var error = Assert.Single(conditions, c => (string?)c!["type"] == Conditions.InternalError)!;
        Assert.Equal("True", (string?)error["status"]);
        Assert.Contains($"rejected the status ({code})", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal(1, run.Metrics()[Counted]);
    }

    [Fact]
    public async Task Where_the_condition_is_refused_too_the_defect_is_counted_and_tried_again_with_back_off()
    {
        await using var server = Serve(_ => 422);
        await using var run = await StartAsync(server);
        var guarded = run.Guarded(status => status with { JobName = "too long" });

        for (var tries = 1; tries <= 3; tries++)
        {
            var result = await guarded.ReconcileAsync(Key, Cancel);
            Assert.Equal(tries, run.Metrics()[Counted]);
            _time.Advance(result.RequeueAfter!.Value);
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task Other_answers_to_a_status_are_no_defects(int code)
    {
        await using var server = Serve(_ => code);
        await using var run = await StartAsync(server);
        var guarded = run.Guarded(status => status with { JobName = "a" });
        Assert.Equal(code, (await Assert.ThrowsAsync<KubeException>(() => guarded.ReconcileAsync(Key, Cancel))).Code);
        Assert.False(run.Metrics().ContainsKey(Counted));
    }

    [Fact]
    public async Task A_defect_after_a_success_begins_its_back_off_anew()
    {
        await using var server = Serve(_ => null);
        await using var run = await StartAsync(server);
        var fails = true;
        var guarded = run.Guarded(_ => fails ? throw new InvalidOperationException("error") : null);
        TimeSpan wait = default;
        for (var n = 0; n < 5; n++)
        {
            wait = (await guarded.ReconcileAsync(Key, Cancel)).RequeueAfter!.Value;
            _time.Advance(wait);
        }
        Assert.True(wait >= TimeSpan.FromSeconds(16), $"{wait}");

        fails = false;
        await guarded.ReconcileAsync(Key, Cancel);
        fails = true;
        wait = (await guarded.ReconcileAsync(Key, Cancel)).RequeueAfter!.Value;
        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    /// <param name="refuses">The code that a status is refused with; null takes it.</param>
    private ScriptedServer Serve(Func<JsonNode, int?> refuses) =>
        OperatorRole.Serve(async exchange =>
        {
            var job = JsonSerializer.Serialize(Job, ApiJson.Of<GenerationJob>());
            if (exchange.Request.Method == "PATCH")
            {
                var status = JsonNode.Parse(exchange.Request.Body)!["status"]!;
                if (refuses(status) is { } code)
                {
                    var reason = code == 409 ? "Conflict" : "Invalid";
                    await exchange.AnswerAsync(
                        code,
                        $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","code":{{code}}}"""
                    );
                    return;
                }
                _written.Enqueue(status);
                await exchange.AnswerAsync(200, job);
                return;
            }
            if (exchange.Request.Query("watch") is null)
            {
                await exchange.AnswerAsync(
                    200,
                    $$$"""{"kind":"GenerationJobList","apiVersion":"imageforge.dev/v1alpha1","metadata":{"resourceVersion":"7"},"items":[{{{job}}}]}"""
                );
                return;
            }
            await exchange.BeginAsync();
            await exchange.KeepSilentAsync();
        });

    private static GenerationJob Job { get; } =
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = Key.Name,
                NamespaceProperty = Key.Namespace,
                Uid = "uid",
                Generation = 1,
                ResourceVersion = "7",
            },
            Spec = new GenerationJobSpec(),
        };

    private async Task<Run> StartAsync(ScriptedServer server)
    {
        var run = new Run(server, _time);
        await run.Informer.Synced.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        return run;
    }

    private sealed class Run : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly KubeClient _client;
        private readonly FakeTimeProvider _time;
        private readonly OperatorMetrics _metrics = new(() => [], new(new(0), new(), () => true), () => true);
        private readonly PrometheusCollector _collector;
        private readonly StatusWriter<GenerationJob, GenerationJobStatus> _statuses;
        private readonly Task _running;

        public Run(ScriptedServer server, FakeTimeProvider time)
        {
            _time = time;
            _collector = new PrometheusCollector(_metrics.Owns);
            _client = KubeClient.Create(new KubeConfig { Server = server.Address });
            Informer = new Informer<GenerationJob>(
                _client,
                ApiResources.GenerationJobs,
                NullLogger.Instance,
                new InformerOptions()
            );
            _statuses = new(
                _client,
                ApiResources.GenerationJobs,
                Informer,
                value => value.Status,
                ApiJson.Of<GenerationJobStatus>(),
                new OwnWrites()
            );
            _running = Informer.RunAsync(_stop.Token);
        }

        public Informer<GenerationJob> Informer { get; }

        public IReadOnlyDictionary<string, double> Metrics() => ParsedMetrics.Parse(_collector.Scrape()).Values;

        /// <param name="decide">The status that the reconciler writes; null writes none.</param>
        public GuardedReconciler<GenerationJob, GenerationJobStatus> Guarded(
            Func<GenerationJobStatus, GenerationJobStatus?> decide
        ) =>
            new(
                new Reconciler(Informer, _statuses, decide),
                GuardedKinds.Jobs,
                Informer,
                _statuses,
                new EventRecorder(
                    _client,
                    new EventRecorderOptions
                    {
                        ReportingController = "imageforge.dev/operator",
                        ReportingInstance = "o",
                    },
                    NullLogger.Instance
                ),
                _metrics,
                new OperatorOptions
                {
                    KubeConfig = new KubeConfig { Server = new Uri("http://localhost") },
                    Logging = NullLoggerFactory.Instance,
                    Time = _time,
                    DefectBackoff = new()
                    {
                        First = TimeSpan.FromSeconds(1),
                        Longest = TimeSpan.FromMinutes(2),
                        ResetAfter = TimeSpan.FromMinutes(10),
                    },
                },
                NullLogger.Instance
            );

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _collector.Dispose();
            _metrics.Dispose();
            _client.Dispose();
            _stop.Dispose();
        }
    }

    private sealed class Reconciler(
        Informer<GenerationJob> jobs,
        StatusWriter<GenerationJob, GenerationJobStatus> statuses,
        Func<GenerationJobStatus, GenerationJobStatus?> decide
    ) : IReconciler
    {
        public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
        {
            await statuses.WriteAsync(jobs.Store.Get(key)!, decide(new GenerationJobStatus()), cancellation);
            return ReconcileResult.Done;
        }
    }
}
