using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Runner.Tests.Polish;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.Http;
using ImageForge.Testing.S3;
using ImageForge.Testing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ImageForge.Runner.Tests.Processes;

/// <summary>What a runner sends to a collector, and what it does without one.</summary>
public sealed class RunnerTelemetryTests : IDisposable
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";
    private const string TraceParent = $"00-{TraceId}-{ParentId}-01";

    private readonly Workbench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_joins_the_trace_of_its_environment_and_its_log_names_it()
    {
        await using var collector = new OtlpReceiver();
        var (code, output) = await RunAsync(
            _bench.Plan(),
            [
                .. Variables(collector),
                ("TRACEPARENT", TraceParent),
                ("OTEL_RESOURCE_ATTRIBUTES", "k8s.pod.name=a-pod"),
                ("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer hush"),
            ]
        );

        Assert.Equal(ExitCode.Done, code);
        Assert.All(collector.Spans, span => Assert.Equal(TraceId, span.TraceId));
        Assert.All(collector.Spans, span => Assert.Equal("imageforge-runner", span.Service));
        Assert.All(collector.Spans, span => Assert.Equal("a-pod", span.Resource["k8s.pod.name"]));
        var run = Assert.Single(collector.Spans, span => span.Name == "run");
        Assert.Equal(ParentId, run.ParentId);
        Assert.Equal("night-market", run.Attributes["imageforge.job.name"]);
        foreach (var stage in new[] { "load inputs", "generate", "evaluate", "publish" })
        {
            Assert.Equal(run.SpanId, Assert.Single(collector.Spans, span => span.Name == stage).ParentId);
        }

        var generate = collector.Spans.Single(span => span.Name == "generate");
        var variants = collector.Spans.Where(span => span.Name == "variant").ToList();
        Assert.Equal(["0", "1"], variants.Select(v => v.Attributes["imageforge.variant.index"]));
        Assert.All(variants, variant => Assert.Equal(generate.SpanId, variant.ParentId));
        Assert.Equal(
            variants.Select(v => v.SpanId),
            collector.Spans.Where(span => span.Name == "compose").Select(span => span.ParentId)
        );
        Assert.Contains("imageforge-runner/imageforge.run.duration", collector.Metrics);
        Assert.Contains("imageforge-runner/imageforge.run.stage.duration", collector.Metrics);
        Assert.Contains("imageforge-runner/imageforge.run.variants", collector.Metrics);
        Assert.All(collector.Authorizations, header => Assert.Equal("Bearer hush", header));
        Assert.NotEmpty(collector.Authorizations);
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);

        var finished = Line(output, "RunFinished");
        Assert.Equal((TraceId, run.SpanId), ((string?)finished["trace_id"], (string?)finished["span_id"]));
    }

    [Fact]
    public async Task Store_calls_are_spans_by_the_conventions_for_S3_and_hold_no_key()
    {
        Assert.SkipWhen(S3Endpoint.WhyNot() is not null, S3Endpoint.WhyNot() ?? "");
        await using var store = await S3Endpoint.OpenAsync();
        await using var collector = new OtlpReceiver();
        var prefix = Guid.NewGuid().ToString("N");
        var plan = _bench.Plan();
        plan = RunPlan.Create(
            plan.Work,
            plan.Delivery with
            {
                Store = new() { Uri = $"s3://{store.Bucket}/{prefix}", Endpoint = store.Address.AbsoluteUri },
            }
        );
        var (code, _) = await RunAsync(
            plan,
            [
                .. Variables(collector),
                ("AWS_ACCESS_KEY_ID", store.AccessKey),
                ("AWS_SECRET_ACCESS_KEY", store.SecretKey),
            ]
        );

        Assert.Equal(ExitCode.Done, code);
        var variant = collector.Spans.First(span => span.Name == "variant");
        var put = collector.Spans.First(span => span.Name == "S3.PutObject" && span.ParentId == variant.SpanId);
        Assert.Equal(
            ("aws-api", "S3", "PutObject", store.Bucket),
            (
                put.Attributes["rpc.system"],
                put.Attributes["rpc.service"],
                put.Attributes["rpc.method"],
                put.Attributes["aws.s3.bucket"]
            )
        );
        Assert.StartsWith($"{prefix}/.imageforge/runs/uid-1/", put.Attributes["aws.s3.key"], StringComparison.Ordinal);
        var sent = Assert.Single(collector.Spans, span => span.ParentId == put.SpanId);
        Assert.Equal(("PUT", "System.Net.Http"), (sent.Attributes["http.request.method"], sent.Scope));
        var publish = collector.Spans.Single(span => span.Name == "publish");
        Assert.Contains(collector.Spans, span => span.Name == "S3.CopyObject" && span.ParentId == publish.SpanId);
        Assert.Contains(
            collector.Spans,
            span => span is { Name: "S3.HeadObject", IsError: true } && span.Attributes["error.type"] is not null
        );
        Assert.DoesNotContain(collector.Bodies, b => b.Contains(store.SecretKey, StringComparison.Ordinal));
        Assert.DoesNotContain(collector.Bodies, b => b.Contains("Signature=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inputs_are_spans_without_queries_and_their_servers_are_not_told_the_trace()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(404, "gone"));
        await using var collector = new OtlpReceiver();
        var plan = _bench.Plan(
            Workbench.Work with
            {
                Prompt = new() { Text = "a very secret prompt" },
                Compose = Workbench.Scene with
                {
                    Background = new() { Image = new() { Uri = $"{server.Address}picture.png?X-Amz-Signature=hush" } },
                },
            }
        );
        var (code, output) = await RunAsync(
            plan,
            [.. Variables(collector), ("IMAGEFORGE_ALLOW_INPUT_CIDR", "127.0.0.0/8")]
        );

        Assert.True(code == ExitCode.BadInput, output);
        var inputs = collector.Spans.Single(span => span.Name == "load inputs");
        var get = Assert.Single(collector.Spans, span => span.ParentId == inputs.SpanId);
        Assert.Equal(("404", "404"), (get.Attributes["http.response.status_code"], get.Attributes["error.type"]));
        Assert.StartsWith($"{server.Address}picture.png", get.Attributes["url.full"], StringComparison.Ordinal);
        Assert.DoesNotContain(collector.Bodies, b => b.Contains("hush", StringComparison.Ordinal));
        Assert.DoesNotContain(collector.Bodies, b => b.Contains("secret prompt", StringComparison.Ordinal));
        Assert.DoesNotContain("traceparent", Assert.Single(server.Requests).Headers.Keys);
    }

    [Fact]
    public async Task Rendering_is_a_span_by_the_conventions_for_generative_AI()
    {
        using var polish = new PolishBench();
        await using var collector = new OtlpReceiver();
        var model = polish.Model("turbo");
        var (code, _) = await RunAsync(
            polish.Runs.Plan(PolishBench.FromPrompt(model)),
            Variables(collector),
            polish.Runs
        );

        Assert.Equal(ExitCode.Done, code);
        var span = collector.Spans.First(s => s.Name == "polish");
        Assert.Equal(
            ("generate_content", Path.GetFileName(model.Folder), "image"),
            (
                span.Attributes["gen_ai.operation.name"],
                span.Attributes["gen_ai.request.model"],
                span.Attributes["gen_ai.output.type"]
            )
        );
        Assert.Contains("denoise step", span.Events);
        Assert.Contains(collector.Spans, s => s.Name == "load model");
    }

    [Fact]
    public async Task A_failed_run_says_so_on_its_span()
    {
        await using var collector = new OtlpReceiver();
        var (code, _) = await RunAsync(
            _bench.Plan(Workbench.Work with { Width = 8000, Height = 8000 }),
            [.. Variables(collector), ("IMAGEFORGE_MEMORY_LIMIT", "500000000")]
        );

        Assert.Equal(ExitCode.BadInput, code);
        var run = Assert.Single(collector.Spans, span => span.Name == "run");
        Assert.True(run.IsError);
        Assert.Equal("OutOfMemory", run.Attributes["error.type"]);
    }

    [Fact]
    public async Task An_endpoint_of_one_signal_exports_that_signal()
    {
        await using var collector = new OtlpReceiver();
        var (code, _) = await RunAsync(
            _bench.Plan(),
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{collector.Address}v1/traces"),
            ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "authorization=Bearer hush")
        );

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains(collector.Spans, span => span.Name == "run");
        Assert.Empty(collector.Metrics);
        Assert.All(collector.Authorizations, header => Assert.Equal("Bearer hush", header));
        Assert.NotEmpty(collector.Authorizations);
    }

    [Theory]
    [InlineData(true, "http/protobuf")]
    [InlineData(false, "http/protobuf")]
    [InlineData(true, "grpc")]
    [InlineData(false, "grpc")]
    public async Task A_collector_that_cannot_be_reached_costs_two_seconds_at_most(bool accepts, string protocol)
    {
        // One that accepts and never answers, and one that refuses.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        if (!accepts)
        {
            silent.Stop();
        }

        var (code, output) = await RunAsync(
            _bench.Plan(),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
        );
        var ended = TimeProvider.System.GetUtcNow();

        Assert.Equal(ExitCode.Done, code);
        var finished = DateTimeOffset.Parse((string)Line(output, "RunFinished")["time"]!, null);
        Assert.InRange(ended - finished, TimeSpan.Zero, TimeSpan.FromSeconds(3.5));
        if (!accepts)
        {
            var lost = output.Split('\n').Where(line => line.Contains("\"ExportFailed\"", StringComparison.Ordinal));
            Assert.Equal(
                new[] { "metrics", "traces" }.Select(signal =>
                    $"Cannot export {signal} to http://127.0.0.1:{port}: Connection refused; they are lost until an export succeeds"
                ),
                lost.Select(line => (string)JsonNode.Parse(line)!["message"]!).Order()
            );
        }
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "GZIP", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", "gzip", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "none", false, false)]
    public async Task Signals_are_compressed_where_a_variable_says_so(
        string name,
        string value,
        bool traces,
        bool metrics
    )
    {
        var encodings = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.Run(context =>
        {
            encodings[context.Request.Path] = context.Request.Headers.ContentEncoding.ToString();
            return Task.CompletedTask;
        });
        await collector.StartAsync(Token);
        var (code, _) = await RunAsync(
            _bench.Plan(),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            (name, value)
        );
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal((traces, metrics), (encodings["/v1/traces"] == "gzip", encodings["/v1/metrics"] == "gzip"));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https URL")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_HEADERS",
        "garbage",
        "OTEL_EXPORTER_OTLP_HEADERS must be a list of headers: name=value,name=value"
    )]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "foo", "OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0", "OTEL_METRIC_EXPORT_INTERVAL must be a number of milliseconds")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "OTEL_TRACES_SAMPLER must be always_on, always_off, ")]
    [InlineData("OTEL_EXPORTER_OTLP_CERTIFICATE", "/nonexistent/ca.crt", "Invalid OTEL_* variable: ")]
    [InlineData("OTEL_EXPORTER_OTLP_CERTIFICATE", "/etc/passwd", "Invalid OTEL_* variable: ")]
    [InlineData("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "foo", "Invalid OTEL_* variable: ")]
    public async Task An_invalid_variable_is_a_warning(string name, string value, string problem)
    {
        var (code, output) = await RunAsync(
            _bench.Plan(),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
            (name, value)
        );
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains(problem, (string?)Line(output, "TelemetryOff")["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("http://127.0.0.1:9", "true", false)]
    [InlineData("http://127.0.0.1:9", null, true)]
    public async Task OpenTelemetry_is_loaded_only_where_an_endpoint_is_set(
        string? endpoint,
        string? disabled,
        bool loaded
    )
    {
        var file = Path.Combine(Path.GetDirectoryName(_bench.Root)!, "assemblies");
        var (code, output) = await RunAsync(
            _bench.Plan(),
            ("DOTNET_STARTUP_HOOKS", typeof(RunnerTelemetryTests).Assembly.Location),
            (StartupHook.Variable, file),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint ?? ""),
            ("OTEL_SDK_DISABLED", disabled ?? "")
        );

        Assert.Equal(ExitCode.Done, code);
        var assemblies = await File.ReadAllLinesAsync(file, Token);
        Assert.Contains("ImageForge.Hosting", assemblies);
        Assert.Equal(loaded, assemblies.Contains("OpenTelemetry"));
        Assert.Equal(
            loaded,
            assemblies.Any(a => a.StartsWith("Microsoft.Extensions.Configuration", StringComparison.Ordinal))
        );
        Assert.Equal(loaded, output.Contains("\"trace_id\"", StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private static (string, string)[] Variables(OtlpReceiver collector) =>
        [.. collector.Environment.Select(variable => (variable.Key, variable.Value))];

    private static JsonNode Line(string output, string name) =>
        output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .First(line => (string?)line["event"] == name);

    private Task<(ExitCode Code, string Output)> RunAsync(RunPlan plan, params (string, string)[] environment) =>
        RunAsync(plan, environment, _bench);

    private static async Task<(ExitCode Code, string Output)> RunAsync(
        RunPlan plan,
        (string, string)[] environment,
        Workbench bench
    )
    {
        using var process = RunnerProcess.Start(bench, plan, environment);
        var (code, output, _) = await process.EndAsync(Token);
        return (code, output);
    }
}
