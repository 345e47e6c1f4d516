using ImageForge.Imaging.Pixels;

namespace ImageForge.Evaluation.Similarities;

/// <summary>How alike two pictures of the same size are, on the 8-bit sRGB pixels that files would hold (0–255 as 0–1).</summary>
public static class Similarity
{
    private static readonly double[] ScaleWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>Mean squared error over all three channels.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double MeanSquaredError(PixelBuffer a, PixelBuffer b)
    {
        CheckSizes(a, b);
        byte[] left = a.ToSrgb();
        byte[] right = b.ToSrgb();
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            if (i % 4 != 3)
            {
                double difference = (left[i] - right[i]) / 255.0;
                sum += difference * difference;
            }
        }

        return sum / (left.Length / 4 * 3.0);
    }

    /// <summary>The share of the values of all three channels that are not equal, 0 to 1.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double DifferingShare(PixelBuffer a, PixelBuffer b)
    {
        CheckSizes(a, b);
        byte[] left = a.ToSrgb();
        byte[] right = b.ToSrgb();
        int differing = 0;
        for (int i = 0; i < left.Length; i++)
        {
            differing += i % 4 != 3 && left[i] != right[i] ? 1 : 0;
        }

        return differing / (left.Length / 4 * 3.0);
    }

    /// <summary>Peak signal-to-noise ratio in dB, 10·log10(1 / MSE); positive infinity when equal.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Psnr(PixelBuffer a, PixelBuffer b) => 10 * Math.Log10(1 / MeanSquaredError(a, b));

    /// <summary>
    /// Structural similarity (Z. Wang et al., 2004): 11×11 Gaussian of σ 1.5, K 0.01 and 0.03, mean over the pixels at
    /// least five from the edge, then over the channels. 1 when equal.
    /// </summary>
    /// <exception cref="ArgumentException">The sizes differ, or a side is below 11.</exception>
    public static double Ssim(PixelBuffer a, PixelBuffer b) =>
        MeanOverChannels(a, b, 11, (x, y) => SsimWindow.Compare(x, y).Ssim);

    /// <summary>
    /// Multi-scale SSIM (Z. Wang et al., 2003) with five scales; each channel, then their mean.
    /// </summary>
    /// <exception cref="ArgumentException">The sizes differ, or a side is below 176.</exception>
    public static double MultiScaleSsim(PixelBuffer a, PixelBuffer b) => MeanOverChannels(a, b, 176, MultiScale);

    private static double MultiScale(Plane a, Plane b)
    {
        double product = 1;
        for (int scale = 0; scale < ScaleWeights.Length; scale++)
        {
            (double ssim, double structure) = SsimWindow.Compare(a, b);
            bool last = scale == ScaleWeights.Length - 1;
            product *= Math.Pow(Math.Max(0, last ? ssim : structure), ScaleWeights[scale]);
            if (!last)
            {
                a = a.Halve();
                b = b.Halve();
            }
        }

        return product;
    }

    private static double MeanOverChannels(
        PixelBuffer a,
        PixelBuffer b,
        int smallest,
        Func<Plane, Plane, double> measure
    )
    {
        CheckSizes(a, b);
        if (Math.Min(a.Width, a.Height) < smallest)
        {
            throw new ArgumentException(
                $"{a.Width}×{a.Height} is too small: {smallest} pixels a side are needed.",
                nameof(a)
            );
        }

        byte[] left = a.ToSrgb();
        byte[] right = b.ToSrgb();
        double sum = 0;
        for (int channel = 0; channel < 3; channel++)
        {
            sum += measure(Plane.Of(left, a.Width, a.Height, channel), Plane.Of(right, a.Width, a.Height, channel));
        }

        return sum / 3;
    }

    private static void CheckSizes(PixelBuffer a, PixelBuffer b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Width != b.Width || a.Height != b.Height)
        {
            throw new ArgumentException($"The sizes differ: {a.Width}×{a.Height} and {b.Width}×{b.Height}.", nameof(b));
        }
    }
}
