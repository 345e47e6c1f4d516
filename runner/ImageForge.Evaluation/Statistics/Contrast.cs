namespace ImageForge.Evaluation.Statistics;

/// <summary>RMS contrast (E. Peli, 1990): standard deviation of luma, 0–0.5.</summary>
internal sealed class Contrast : IMetric
{
    public string Name => nameof(MetricName.Contrast);

    public double Measure(MeasuredPicture picture) => Math.Sqrt(Moments.Of(picture.Luma).Variance) / 255;
}
