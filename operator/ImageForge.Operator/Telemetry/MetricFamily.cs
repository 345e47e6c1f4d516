using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ImageForge.Operator.Telemetry;

/// <summary>A Prometheus metric family: name, type and one series per label set.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] DefaultBounds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<double> _bounds;

    // Counters report increments; gauges and observable instruments report values.
    private readonly bool _replaces;

    public MetricFamily(Instrument instrument)
    {
        Kind = KindOf(instrument);
        Observable = instrument.IsObservable;
        _replaces = Observable || instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);
        Help = instrument.Description ?? instrument.Name;
        Name = NameOf(instrument, Kind);
        _bounds =
            Kind != MetricKind.Histogram ? []
            : instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } ? bounds
            : DefaultBounds;
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    private bool Observable { get; }

    /// <summary>Clears observed values, so that label sets no longer observed are dropped.</summary>
    public void BeginCollection()
    {
        lock (_lock)
        {
            if (Observable)
            {
                _series.Clear();
            }
        }
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_lock)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                _series[labels] = series = new MetricSeries(labels, _bounds);
            }

            series.Record(value, _replaces);
        }
    }

    public void Write(TextWriter writer)
    {
        lock (_lock)
        {
            foreach (var series in _series.Values.OrderBy(s => s.Labels, StringComparer.Ordinal))
            {
                series.Write(writer, Name, Kind);
            }
        }
    }

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition switch
        {
            _ when definition == typeof(Histogram<>) => MetricKind.Histogram,
            _ when definition == typeof(Counter<>) || definition == typeof(ObservableCounter<>) => MetricKind.Counter,
            _ when definition == typeof(UpDownCounter<>) => MetricKind.Gauge,
            _ when definition == typeof(Gauge<>) || definition == typeof(ObservableGauge<>) => MetricKind.Gauge,
            _ => throw new NotSupportedException(
                $"{instrument.Name}: {type.Name} is not supported by the Prometheus exporter."
            ),
        };
    }

    private static string NameOf(Instrument instrument, MetricKind kind)
    {
        var name = new StringBuilder(instrument.Name.Length + 16);
        foreach (var c in instrument.Name)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_');
        }

        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return name + unit + (kind == MetricKind.Counter ? "_total" : "");
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var sorted = tags.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return string.Join(
            ',',
            sorted.Select(t =>
                $"{t.Key}=\"{PrometheusText.Escape(Convert.ToString(t.Value, CultureInfo.InvariantCulture) ?? "")}\""
            )
        );
    }
}

/// <summary>The types of the Prometheus text format that are used.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>The values of one metric under one set of labels; guarded by its family.</summary>
internal sealed class MetricSeries(string labels, IReadOnlyList<double> bounds)
{
    private readonly long[] _buckets = new long[bounds.Count];
    private double _sum;
    private long _count;

    /// <summary>Escaped and sorted, without braces.</summary>
    public string Labels => labels;

    public void Record(double value, bool replaces)
    {
        _sum = replaces ? value : _sum + value;
        _count++;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (value <= bounds[i])
            {
                _buckets[i]++;
            }
        }
    }

    public void Write(TextWriter writer, string name, MetricKind kind)
    {
        if (kind != MetricKind.Histogram)
        {
            Line(writer, name, labels, PrometheusText.Number(_sum));
            return;
        }

        var prefix = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i < bounds.Count; i++)
        {
            Line(
                writer,
                name + "_bucket",
                $"{prefix}le=\"{PrometheusText.Number(bounds[i])}\"",
                PrometheusText.Number(_buckets[i])
            );
        }

        Line(writer, name + "_bucket", prefix + "le=\"+Inf\"", PrometheusText.Number(_count));
        Line(writer, name + "_sum", labels, PrometheusText.Number(_sum));
        Line(writer, name + "_count", labels, PrometheusText.Number(_count));
    }

    private static void Line(TextWriter writer, string name, string labels, string value) =>
        writer.Write(labels.Length == 0 ? $"{name} {value}\n" : $"{name}{{{labels}}} {value}\n");
}
