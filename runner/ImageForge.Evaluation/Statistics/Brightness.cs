using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Evaluation.Statistics;

/// <summary>Mean luminance (BT.709 weights, linear light), 0–1.</summary>
internal sealed class Brightness : IMetric
{
    public string Name => nameof(MetricName.Brightness);

    public double Measure(MeasuredPicture picture)
    {
        PixelBuffer image = picture.Image;
        double sum = 0;
        for (int y = 0; y < image.Height; y++)
        {
            foreach (Vector4 p in image.Pixels(y))
            {
                Vector4 clipped = Vector4.Clamp(p, Vector4.Zero, Vector4.One);
                sum += (0.2126 * clipped.X) + (0.7152 * clipped.Y) + (0.0722 * clipped.Z);
            }
        }

        return sum / ((double)image.Width * image.Height);
    }
}
