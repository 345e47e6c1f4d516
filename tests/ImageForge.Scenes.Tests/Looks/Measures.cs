using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Tests.Looks;

/// <summary>What tests of looks measure on pictures.</summary>
internal static class Measures
{
    public static double Luma(Vector4 p) => (0.2126 * p.X) + (0.7152 * p.Y) + (0.0722 * p.Z);

    public static Vector4 Mean(PixelBuffer picture) => Mean(picture, 0, 0, 1, 1);

    /// <summary>Mean of a rectangle, given in fractions of the picture.</summary>
    public static Vector4 Mean(PixelBuffer picture, double left, double top, double right, double bottom)
    {
        Vector4 sum = Vector4.Zero;
        int count = 0;
        for (int y = (int)(top * picture.Height); y < (int)(bottom * picture.Height); y++)
        {
            for (int x = (int)(left * picture.Width); x < (int)(right * picture.Width); x++)
            {
                sum += picture.Pixels(y)[x];
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Standard deviation of encoded luma.</summary>
    public static double Deviation(PixelBuffer picture)
    {
        double[] luma = new double[picture.Width * picture.Height];
        for (int i = 0; i < luma.Length; i++)
        {
            luma[i] = Transfer.Encode(Math.Clamp(Luma(picture.Pixels(i / picture.Width)[i % picture.Width]), 0, 1));
        }

        double mean = luma.Average();
        return Math.Sqrt(luma.Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>Mean difference between neighbours along the row: how much fine detail there is.</summary>
    public static double Roughness(
        PixelBuffer picture,
        double top = 0,
        double bottom = 1,
        double left = 0,
        double right = 1
    )
    {
        double sum = 0;
        int count = 0;
        for (int y = (int)(top * picture.Height); y < (int)(bottom * picture.Height); y++)
        {
            ReadOnlySpan<Vector4> row = picture.Pixels(y);
            for (int x = 1 + (int)(left * row.Length); x < right * row.Length; x++)
            {
                sum += Math.Abs(Luma(row[x]) - Luma(row[x - 1]));
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Fails unless each value is above the one before it by the margin.</summary>
    public static void AssertRising(double margin, params double[] values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            Xunit.Assert.True(values[i] > values[i - 1] + margin, string.Join(" ", values));
        }
    }
}
