namespace ImageForge.Evaluation.Statistics;

/// <summary>Shannon entropy of the 256-level histogram of luma, 0–8 bits.</summary>
internal sealed class Entropy : IMetric
{
    public string Name => nameof(MetricName.Entropy);

    public double Measure(MeasuredPicture picture)
    {
        ReadOnlySpan<double> luma = picture.Luma;
        Span<int> bins = stackalloc int[256];
        foreach (double value in luma)
        {
            bins[(int)Math.Clamp(Math.Round(value), 0, 255)]++;
        }

        double entropy = 0;
        foreach (int count in bins)
        {
            if (count > 0)
            {
                double share = (double)count / luma.Length;
                entropy -= share * Math.Log2(share);
            }
        }

        return entropy;
    }
}
