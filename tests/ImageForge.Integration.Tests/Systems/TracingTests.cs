using System.Text.Json.Nodes;
using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using ImageForge.Testing.S3;
using ImageForge.Testing.Telemetry;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>A job is one trace, from the reconcile that creates its Job to the store.</summary>
public sealed class TracingTests : IAsyncLifetime
{
    private const string Prompt = "a prompt that nobody else may read";
    private const string Token = "token-of-the-collector";
    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";
    private const string CallersSpan = "b7ad6b7169203331";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-tracing-");
    private OtlpReceiver? _collector;
    private S3Endpoint? _store;
    private ITestCluster? _cluster;
    private RunningProgram? _running;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Kubectl.Path is null, "kubectl 1.32 or newer is not here (tests/tools/kubectl.sh says why)");
        Assert.SkipWhen(S3Endpoint.WhyNot() is not null, S3Endpoint.WhyNot() ?? "");
        _collector = new OtlpReceiver();
        _store = await S3Endpoint.OpenAsync();
        _cluster = await Chosen.StartOwnAsync();
        Assert.SkipUnless(
            _cluster.PodsAreProcesses,
            $"pods of {_cluster.Description} do not reach this machine's ports"
        );
        (await Tool().RunAsync("apply --server-side -k crds")).Succeeded();
        _running = RunningProgram.Start(
            Repository.Program("operator"),
            [
                "--kubeconfig",
                _cluster.Kubeconfig,
                "--default-store",
                $"s3://{_store.Bucket}/{Guid.NewGuid():N}",
                "--default-endpoint",
                _store.Address.AbsoluteUri,
                "--default-store-secret",
                "s3",
                "--runner-image",
                "imageforge/runner",
                "--port",
                "0",
                "--otlp-endpoint",
                _collector.Address.AbsoluteUri,
                "--otlp-protocol",
                "http/protobuf",
                "--otlp-headers-secret",
                "collector",
            ],
            new Dictionary<string, string>
            {
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = $"authorization=Bearer {Token}",
            }
        );
        (await Tool().RunAsync("apply -f -", Secrets())).Succeeded();
    }

    [Fact]
    public async Task A_job_is_one_trace_from_reconcile_to_store()
    {
        var (reconcile, run) = await RunAsync("plain");

        Assert.Equal("", reconcile.ParentId);
        Assert.Equal((reconcile.TraceId, reconcile.SpanId), (run.TraceId, run.ParentId));
        Assert.Equal(reconcile.Attributes["k8s.job.name"], run.Resource["k8s.job.name"]);
        Assert.Equal("default", run.Resource["k8s.namespace.name"]);
        Assert.StartsWith(run.Resource["k8s.job.name"], run.Resource["k8s.pod.name"], StringComparison.Ordinal);
        Assert.Equal(run.Resource["k8s.pod.uid"], run.Resource["service.instance.id"]);

        // The operator's side: the call that creates the Job, and the reconcile that reads the result.
        Assert.Contains(
            Spans("imageforge-operator"),
            span =>
                span.ParentId == reconcile.SpanId
                && span.Attributes.GetValueOrDefault("http.request.method") == "POST"
                && span.Attributes["url.full"]
                    .EndsWith("/apis/batch/v1/namespaces/default/jobs", StringComparison.Ordinal)
        );
        var outcome = Spans("imageforge-operator")
            .Single(span =>
                span.TraceId == run.TraceId && span.Attributes.GetValueOrDefault("imageforge.job.state") == "Completed"
            );
        Assert.Equal(reconcile.SpanId, outcome.ParentId);

        // The runner's side.
        var spans = Spans("imageforge-runner").Where(span => span.TraceId == run.TraceId).ToList();
        Assert.Equal(
            spans.Count,
            Spans("imageforge-runner").Count(span => span.Resource["k8s.pod.uid"] == run.Resource["k8s.pod.uid"])
        );
        var generate = Assert.Single(spans, span => span.Name == "generate");
        Assert.Equal(run.SpanId, generate.ParentId);
        var variant = Assert.Single(spans, span => span.Name == "variant");
        Assert.Equal(generate.SpanId, variant.ParentId);
        var put = spans.First(span => span.Name == "S3.PutObject" && span.ParentId == variant.SpanId);
        Assert.Equal(_store!.Bucket, put.Attributes["aws.s3.bucket"]);
        var publish = Assert.Single(spans, span => span.Name == "publish");
        Assert.Equal(run.SpanId, publish.ParentId);
        Assert.Contains(spans, span => span.Name == "S3.PutObject" && span.ParentId == publish.SpanId);

        // Both logs name the trace.
        var log = (await Tool().RunAsync($"logs job/{run.Resource["k8s.job.name"]}")).Succeeded();
        var finished = log.Split('\n').Single(line => line.Contains("\"RunFinished\"", StringComparison.Ordinal));
        Assert.Equal(run.TraceId, (string?)JsonNode.Parse(finished)!["trace_id"]);
        Assert.Equal(run.SpanId, (string?)JsonNode.Parse(finished)!["span_id"]);
        var completed = await _running!.WaitForLineAsync(line =>
            line.Contains("default/plain", StringComparison.Ordinal)
            && line.Contains("\"After\":\"Completed\"", StringComparison.Ordinal)
        );
        var scope = JsonNode.Parse(completed)!["Scopes"]!.AsArray().Single(s => s!["trace_id"] is not null)!;
        Assert.Equal((run.TraceId, outcome.SpanId), ((string?)scope["trace_id"], (string?)scope["span_id"]));

        // The metrics are those of /metrics.
        await EventuallyAsync(() => _collector!.Metrics.Contains("imageforge-operator/imageforge.jobs.finished"));
        Assert.Contains("imageforge-operator/imageforge.reconcile.duration", _collector!.Metrics);
        Assert.Contains("imageforge-runner/imageforge.run.duration", _collector.Metrics);

        // Neither secrets nor what the user wrote.
        Assert.All(_collector.Authorizations, header => Assert.Equal($"Bearer {Token}", header));
        foreach (var secret in new[] { _store.SecretKey, Token, Prompt, "Signature=" })
        {
            Assert.DoesNotContain(_collector.Bodies, body => body.Contains(secret, StringComparison.Ordinal));
        }

        var pod = (await Tool().RunAsync("get pods -o json")).Succeeded();
        Assert.DoesNotContain(Token, pod, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_with_a_trace_context_joins_that_trace()
    {
        var (reconcile, run) = await RunAsync(
            "joined",
            $"  annotations: {{imageforge.dev/traceparent: 00-{CallersTrace}-{CallersSpan}-01}}\n"
        );

        Assert.Equal((CallersTrace, CallersSpan), (reconcile.TraceId, reconcile.ParentId));
        Assert.Equal((CallersTrace, reconcile.SpanId), (run.TraceId, run.ParentId));
    }

    [Fact]
    public async Task An_operator_at_rest_sends_no_spans()
    {
        await RunAsync("rests");
        // Spans of a finished run may still be under way.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var before = Spans("imageforge-operator").Count();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal(before, Spans("imageforge-operator").Count());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resource in new IAsyncDisposable?[] { _running, _cluster, _store, _collector })
        {
            if (resource is not null)
            {
                await resource.DisposeAsync();
            }
        }

        _folder.Delete(recursive: true);
    }

    private Kubectl Tool() =>
        new(Kubectl.Path!, _cluster!.Kubeconfig, Path.Combine(_folder.FullName, "cache"), "default");

    private IEnumerable<ReceivedSpan> Spans(string service) => _collector!.Spans.Where(span => span.Service == service);

    private async Task<(ReceivedSpan Reconcile, ReceivedSpan Run)> RunAsync(string name, string metadata = "")
    {
        var manifest = Manifests
            .Job(name, $"  prompt: {{text: \"{Prompt}\"}}")
            .Replace($"  name: {name}\n", $"  name: {name}\n{metadata}", StringComparison.Ordinal);
        (await Tool().RunAsync("apply -f -", manifest)).Succeeded();
        (await Tool().RunAsync($"wait --for=condition=Ready gj/{name} --timeout=60s")).Succeeded();
        await EventuallyAsync(() => Run() is not null && Reconcile("Completed") is not null);
        return (
            Spans("imageforge-operator")
                .Single(span =>
                    span.Attributes.GetValueOrDefault("imageforge.object.name") == name
                    && span.Attributes.ContainsKey("k8s.job.name")
                ),
            Run()!
        );

        ReceivedSpan? Run() =>
            Spans("imageforge-runner")
                .SingleOrDefault(span => span.Name == "run" && span.Attributes["imageforge.job.name"] == name);

        ReceivedSpan? Reconcile(string state) =>
            Spans("imageforge-operator")
                .SingleOrDefault(span =>
                    span.Attributes.GetValueOrDefault("imageforge.object.name") == name
                    && span.Attributes.GetValueOrDefault("imageforge.job.state") == state
                );
    }

    private string Secrets() =>
        $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: s3}
            stringData: {AWS_ACCESS_KEY_ID: "{{_store!.AccessKey}}", AWS_SECRET_ACCESS_KEY: "{{_store.SecretKey}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: collector}
            stringData: {OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer {{Token}}"}
            """;

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(50, timeout.Token);
        }
    }
}
