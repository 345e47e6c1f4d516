namespace ImageForge.Evaluation.Statistics;

/// <summary>
/// Variance of the Laplacian (J. L. Pech-Pacheco et al., 2000) of luma 0–255; higher is sharper. The kernel is the sum of
/// the four neighbours less four times the centre, inside the border.
/// </summary>
internal sealed class Sharpness : IMetric
{
    public string Name => nameof(MetricName.Sharpness);

    public double Measure(MeasuredPicture picture)
    {
        (int width, int height) = (picture.Image.Width, picture.Image.Height);
        if (width < 3 || height < 3)
        {
            return 0;
        }

        ReadOnlySpan<double> values = picture.Luma;
        double[] response = new double[(width - 2) * (height - 2)];
        int i = 0;
        for (int y = 1; y < height - 1; y++)
        {
            ReadOnlySpan<double> above = values.Slice((y - 1) * width, width);
            ReadOnlySpan<double> row = values.Slice(y * width, width);
            ReadOnlySpan<double> below = values.Slice((y + 1) * width, width);
            for (int x = 1; x < width - 1; x++)
            {
                response[i++] = above[x] + below[x] + row[x - 1] + row[x + 1] - (4 * row[x]);
            }
        }

        return Moments.Of(response).Variance;
    }
}
