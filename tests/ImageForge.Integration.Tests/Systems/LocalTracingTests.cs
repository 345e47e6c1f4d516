using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Telemetry;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>Traces of <c>imageforge</c>, which has operator, cluster and runner in it.</summary>
public sealed class LocalTracingTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-traced-");
    private readonly OtlpReceiver _collector = new();

    public async ValueTask InitializeAsync() =>
        await File.WriteAllTextAsync(Manifest, Manifests.Job("made"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Pods_of_the_development_cluster_export_to_where_the_cluster_does()
    {
        var environment = new Dictionary<string, string>(_collector.Environment)
        {
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer hush",
            ["OTEL_SERVICE_NAME"] = "studio",
        };
        (
            await Programs.RunAsync(
                Repository.Program("imageforge"),
                ["demo", Manifest, "--data", Path.Combine(_folder.FullName, "data")],
                environment
            )
        ).Succeeded();

        var run = Assert.Single(_collector.Spans, span => span.Name == "run");
        Assert.Equal("imageforge-runner", run.Service);
        var reconcile = Assert.Single(_collector.Spans, span => span.SpanId == run.ParentId);
        Assert.Equal(("studio", "reconcile GenerationJob"), (reconcile.Service, reconcile.Name));
        Assert.All(_collector.Authorizations, header => Assert.Equal("Bearer hush", header));
    }

    [Fact]
    public async Task A_local_run_joins_the_trace_of_its_environment()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        var environment = new Dictionary<string, string>(_collector.Environment)
        {
            ["TRACEPARENT"] = $"00-{TraceId}-b7ad6b7169203331-01",
        };
        (
            await Programs.RunAsync(
                Repository.Program("imageforge"),
                ["run", "-f", Manifest, "-o", Path.Combine(_folder.FullName, "out")],
                environment
            )
        ).Succeeded();

        var run = Assert.Single(_collector.Spans, span => span.Name == "run");
        Assert.Equal(("imageforge", TraceId, "b7ad6b7169203331"), (run.Service, run.TraceId, run.ParentId));
        Assert.All(_collector.Spans, span => Assert.Equal(TraceId, span.TraceId));
    }

    public async ValueTask DisposeAsync()
    {
        await _collector.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Manifest => Path.Combine(_folder.FullName, "job.yaml");
}
