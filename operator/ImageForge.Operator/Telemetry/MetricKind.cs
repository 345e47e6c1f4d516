namespace ImageForge.Operator.Telemetry;

/// <summary>The types of the Prometheus text format that are used.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
