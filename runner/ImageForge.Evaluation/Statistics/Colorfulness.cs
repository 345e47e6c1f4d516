namespace ImageForge.Evaluation.Statistics;

/// <summary>
/// Colourfulness M3 of D. Hasler and S. Süsstrunk, 2003: about 0 (grey) to over 109 (extremely colourful). It is
/// √(σ²rg + σ²yb) + 0.3 √(μ²rg + μ²yb) of opponent colours: rg = R − G, yb = (R + G) / 2 − B, on 0–255.
/// </summary>
internal sealed class Colorfulness : IMetric
{
    public string Name => nameof(MetricName.Colorfulness);

    public double Measure(MeasuredPicture picture)
    {
        ReadOnlySpan<byte> rgba = picture.Rgba;
        double[] rg = new double[rgba.Length / 4];
        double[] yb = new double[rg.Length];
        for (int i = 0; i < rg.Length; i++)
        {
            ReadOnlySpan<byte> p = rgba.Slice(i * 4, 4);
            rg[i] = p[0] - p[1];
            yb[i] = (0.5 * (p[0] + p[1])) - p[2];
        }

        Moments a = Moments.Of(rg);
        Moments b = Moments.Of(yb);
        return Math.Sqrt(a.Variance + b.Variance) + (0.3 * Math.Sqrt((a.Mean * a.Mean) + (b.Mean * b.Mean)));
    }
}
