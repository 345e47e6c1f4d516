namespace ImageForge.Planning.Resolving;

/// <summary>The scores that a runner computes from a picture alone.</summary>
internal static class Metrics
{
    private static readonly MetricName[] Statistics =
    [
        MetricName.Brightness,
        MetricName.Contrast,
        MetricName.Colorfulness,
        MetricName.Sharpness,
        MetricName.Entropy,
    ];

    public static string Names { get; } = string.Join(", ", Statistics);

    public static bool IsStatistic(MetricName name) => Array.IndexOf(Statistics, name) >= 0;
}
