using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ImageForge.Operator.Telemetry;

/// <summary>Collects the values of ImageForge's instruments for Prometheus.</summary>
/// <remarks>
/// OpenTelemetry's Prometheus exporter is a beta. OTLP export reads the same instruments (ImageForge.Hosting).
/// </remarks>
internal sealed class PrometheusCollector : IDisposable
{
    private readonly Lock _scraping = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();

    /// <param name="wanted">Which instruments to collect.</param>
    public PrometheusCollector(Func<Instrument, bool> wanted)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted(instrument))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, i => new MetricFamily(i)));
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(family, value, tags));
        _listener.Start();
    }

    /// <summary>All families as Prometheus text, sorted by name; observable instruments are read now.</summary>
    public string Scrape()
    {
        // One scrape at a time, since a scrape clears observed values first.
        lock (_scraping)
        {
            foreach (var family in _families.Values)
            {
                family.BeginCollection();
            }

            _listener.RecordObservableInstruments();
            return PrometheusText.Write([.. _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal)]);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)family!).Record(value, tags);
}
