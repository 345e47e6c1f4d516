namespace ImageForge.Operator.Telemetry;

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
