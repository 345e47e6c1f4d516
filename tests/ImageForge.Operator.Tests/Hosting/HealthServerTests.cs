using System.Net;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Operator.Hosting;
using ImageForge.Operator.Telemetry;
using ImageForge.Operator.Tests.Telemetry;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public class HealthServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_readiness_and_metrics_are_served_and_nothing_else()
    {
        var isReady = false;
        using var metrics = new OperatorMetrics(() => [], () => true);
        using var collector = new PrometheusCollector(metrics.Owns);
        using var server = HealthServer.Start("127.0.0.1", 0, () => isReady, collector);
        using var http = new HttpClient { BaseAddress = HealthServer.Url(server) };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/readyz", Cancel)).StatusCode);
        isReady = true;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/readyz", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync("/healthz", null, Cancel)).StatusCode);
        var values = ParsedMetrics.Parse(await http.GetStringAsync("/metrics", Cancel)).Values;
        Assert.Equal(1, values["imageforge_leader"]);
        Assert.True(values["imageforge_process_memory_bytes"] > 1_000_000);
    }

    [Fact]
    public void Taken_port_is_named()
    {
        using var metrics = new OperatorMetrics(() => [], () => true);
        using var collector = new PrometheusCollector(metrics.Owns);
        using var first = HealthServer.Start("127.0.0.1", 0, () => true, collector);
        var error = Assert.Throws<IOException>(() =>
            HealthServer.Start("127.0.0.1", first.Address.Port, () => true, collector)
        );
        Assert.Contains($"Port {first.Address.Port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_jobs_are_counted_by_state()
    {
        using var metrics = new OperatorMetrics(() => [], () => false);
        using var collector = new PrometheusCollector(metrics.Owns);
        var began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        metrics.Moved(
            new GenerationJob { Metadata = new(), Spec = new() },
            new GenerationJobStatus
            {
                State = JobState.Completed,
                StartTime = began,
                CompletionTime = began.AddSeconds(3),
            }
        );
        var values = ParsedMetrics.Parse(PrometheusText.Write(collector.Collect())).Values;
        Assert.Equal(1, values["imageforge_jobs_finished_total{state=Completed}"]);
        Assert.Equal(3, values["imageforge_job_duration_seconds_sum{state=Completed}"]);
    }
}
