using System.Diagnostics.Metrics;
using ImageForge.Operator.Telemetry;
using Xunit;

namespace ImageForge.Operator.Tests.Telemetry;

public class PrometheusTextTests
{
    [Fact]
    public void Counters_have_total_and_sum_by_labels()
    {
        using var meter = new Meter("test");
        using var collector = new PrometheusCollector(i => i.Meter == meter);
        var counter = meter.CreateCounter<long>("imageforge.reconciles", description: "Reconciles");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "GenerationJob"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "GenerationJob"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "Storyboard"));

        var metrics = Parse(collector);

        Assert.Equal("counter", metrics.Types["imageforge_reconciles_total"]);
        Assert.Equal(5, metrics.Values["imageforge_reconciles_total{kind=GenerationJob}"]);
        Assert.Equal(1, metrics.Values["imageforge_reconciles_total{kind=Storyboard}"]);
    }

    [Fact]
    public void Gauges_show_what_is_observed_and_forget_what_is_not()
    {
        using var meter = new Meter("test");
        using var collector = new PrometheusCollector(i => i.Meter == meter);
        var jobs = new Dictionary<string, int> { ["Running"] = 4 };
        meter.CreateObservableGauge(
            "imageforge.jobs",
            () => jobs.Select(j => new Measurement<int>(j.Value, new KeyValuePair<string, object?>("state", j.Key)))
        );

        Assert.Equal(4, Parse(collector).Values["imageforge_jobs{state=Running}"]);
        jobs.Clear();
        jobs["Completed"] = 4;
        var values = Parse(collector).Values;
        Assert.Equal(4, values["imageforge_jobs{state=Completed}"]);
        Assert.False(values.ContainsKey("imageforge_jobs{state=Running}"));
    }

    [Fact]
    public void Histograms_have_cumulative_buckets_sum_and_count()
    {
        using var meter = new Meter("test");
        using var collector = new PrometheusCollector(i => i.Meter == meter);
        var histogram = meter.CreateHistogram(
            "imageforge.reconcile.duration",
            "s",
            "Time",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }
        );
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 })
        {
            histogram.Record(value);
        }

        var values = Parse(collector).Values;

        Assert.Equal(2, values["imageforge_reconcile_duration_seconds_bucket{le=0.1}"]);
        Assert.Equal(3, values["imageforge_reconcile_duration_seconds_bucket{le=1}"]);
        Assert.Equal(4, values["imageforge_reconcile_duration_seconds_bucket{le=+Inf}"]);
        Assert.Equal(4, values["imageforge_reconcile_duration_seconds_count"]);
        Assert.Equal(7.65, values["imageforge_reconcile_duration_seconds_sum"], 10);
    }

    [Theory]
    [InlineData("quote \" backslash \\ newline \n end")]
    [InlineData("\\n stays two characters")]
    [InlineData("a{b=\"c\"},d 1")]
    public void Label_values_survive_escaping(string value)
    {
        using var meter = new Meter("test");
        using var collector = new PrometheusCollector(i => i.Meter == meter);
        meter
            .CreateCounter<int>("c", description: "help with \\ and \n")
            .Add(1, new KeyValuePair<string, object?>("l", value));

        Assert.Equal(1, Parse(collector).Values[$"c_total{{l={value}}}"]);
    }

    private static ParsedMetrics Parse(PrometheusCollector collector) => ParsedMetrics.Parse(collector.Scrape());
}
