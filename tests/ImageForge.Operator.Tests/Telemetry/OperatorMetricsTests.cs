using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Operator.Scheduling;
using ImageForge.Operator.Telemetry;
using Xunit;

namespace ImageForge.Operator.Tests.Telemetry;

public class OperatorMetricsTests
{
    [Fact]
    public void Finished_jobs_are_counted_by_state()
    {
        using var metrics = new OperatorMetrics(() => [], Slots(), () => false);
        using var collector = new PrometheusCollector(metrics.Owns);
        var began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        metrics.StatusChange(
            new GenerationJob { Metadata = new(), Spec = new() },
            new GenerationJobStatus
            {
                State = JobState.Completed,
                StartTime = began,
                CompletionTime = began.AddSeconds(3),
            }
        );
        var values = ParsedMetrics.Parse(collector.Scrape()).Values;
        Assert.Equal(1, values["imageforge_jobs_finished_total{state=Completed}"]);
        Assert.Equal(3, values["imageforge_job_duration_seconds_sum{state=Completed}"]);
    }

    [Theory]
    [InlineData(true, 1, true)]
    [InlineData(false, 1, false)]
    [InlineData(true, 0, false)]
    public void Slots_are_shown_by_the_leader_where_there_is_a_limit(bool isLeader, int limit, bool expected)
    {
        var slots = new JobSlots(new(limit), new(), () => true);
        slots.Join(null, _ => { });
        using var metrics = new OperatorMetrics(() => [], slots, () => isLeader);
        using var collector = new PrometheusCollector(metrics.Owns);
        foreach (var name in (string[])["a", "b", "c"])
        {
            slots.Ask(new(new("studio", name), name, Runtime.Queues.Priority.High, DateTime.UnixEpoch));
        }

        var values = ParsedMetrics.Parse(collector.Scrape()).Values;
        Assert.Equal(expected, values.ContainsKey("imageforge_slots_active"));
        if (expected)
        {
            Assert.Equal(1, values["imageforge_slots_active"]);
            Assert.Equal(2, values["imageforge_slots_waiting{priority=High}"]);
            Assert.Equal(0, values["imageforge_slots_waiting{priority=Low}"]);
        }
    }

    private static JobSlots Slots() => new(new(0), new(), () => true);

    [Fact]
    public async Task Every_scrape_has_every_gauge_however_many_come_at_once()
    {
        using var metrics = new OperatorMetrics(
            () => [new GenerationJob { Metadata = new(), Spec = new() }],
            Slots(),
            () => true
        );
        using var collector = new PrometheusCollector(metrics.Owns);

        var scrapes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Enumerable.Range(0, 300).Select(_ => collector.Scrape()).ToList()))
        );

        Assert.All(
            scrapes.SelectMany(s => s),
            text =>
            {
                Assert.Contains("imageforge_leader 1\n", text, StringComparison.Ordinal);
                Assert.Contains("imageforge_jobs{state=\"Pending\"} 1\n", text, StringComparison.Ordinal);
            }
        );
    }
}
