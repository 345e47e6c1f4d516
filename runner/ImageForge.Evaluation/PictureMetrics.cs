using ImageForge.Evaluation.Statistics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Evaluation;

/// <summary>A score of one picture.</summary>
public interface IMetric
{
    /// <summary>Its name in plans and manifests.</summary>
    string Name { get; }

    /// <summary>Measures a picture.</summary>
    double Measure(MeasuredPicture picture);
}

/// <summary>The metrics of a single picture.</summary>
public static class PictureMetrics
{
    /// <summary>All metrics, in the order in which manifests list them.</summary>
    public static IReadOnlyList<IMetric> All { get; } =
    [new Brightness(), new Contrast(), new Colorfulness(), new Sharpness(), new Entropy(), new ClippedShare()];
}

/// <summary>A picture, in the forms that several metrics need; each is computed once. Not for several threads at once.</summary>
/// <param name="image">The picture.</param>
public sealed class MeasuredPicture(PixelBuffer image)
{
    private byte[]? _rgba;
    private double[]? _luma;

    /// <summary>The picture in linear light.</summary>
    public PixelBuffer Image => image;

    /// <summary>The 8-bit sRGB pixels that a file would hold.</summary>
    public ReadOnlySpan<byte> Rgba => _rgba ??= image.ToSrgb();

    /// <summary>BT.601 luma of the 8-bit pixels, 0–255, not rounded.</summary>
    public ReadOnlySpan<double> Luma => _luma ??= LumaOf(Rgba);

    private static double[] LumaOf(ReadOnlySpan<byte> rgba)
    {
        double[] luma = new double[rgba.Length / 4];
        for (int i = 0; i < luma.Length; i++)
        {
            ReadOnlySpan<byte> p = rgba.Slice(i * 4, 4);
            luma[i] = (0.299 * p[0]) + (0.587 * p[1]) + (0.114 * p[2]);
        }

        return luma;
    }
}
