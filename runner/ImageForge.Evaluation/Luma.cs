using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Evaluation;

/// <summary>Brightness of pixels.</summary>
internal static class Luma
{
    /// <summary>BT.601 luma of 8-bit pixels, 0–255, not rounded.</summary>
    public static double[] Of(ReadOnlySpan<byte> rgba)
    {
        double[] luma = new double[rgba.Length / 4];
        for (int i = 0; i < luma.Length; i++)
        {
            ReadOnlySpan<byte> p = rgba.Slice(i * 4, 4);
            luma[i] = (0.299 * p[0]) + (0.587 * p[1]) + (0.114 * p[2]);
        }

        return luma;
    }

    public static double MeanLinear(PixelBuffer image)
    {
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
