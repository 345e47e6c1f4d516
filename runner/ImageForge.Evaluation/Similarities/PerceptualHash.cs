using ImageForge.Imaging.Pixels;

namespace ImageForge.Evaluation.Similarities;

/// <summary>
/// pHash (C. Zauner, 2010): the 8×8 lowest frequencies of the DCT-II of a 32×32 grey copy, each against their median;
/// row by row, the constant term in the highest bit.
/// </summary>
internal static class PerceptualHash
{
    private const int Size = 32;
    private const int Low = 8;

    public static ulong Of(PixelBuffer image)
    {
        using PixelBuffer small = Resizer.Resize(image, Size, Size, ResizeFilter.Area);
        ReadOnlySpan<double> luma = new MeasuredPicture(small).Luma;
        Span<double> terms = stackalloc double[Low * Low];
        for (int v = 0; v < Low; v++)
        {
            for (int u = 0; u < Low; u++)
            {
                terms[(v * Low) + u] = Term(luma, u, v);
            }
        }

        Span<double> sorted = stackalloc double[Low * Low];
        terms.CopyTo(sorted);
        sorted.Sort();
        double median = (sorted[31] + sorted[32]) / 2;
        ulong hash = 0;
        foreach (double term in terms)
        {
            hash = (hash << 1) | (term > median ? 1UL : 0UL);
        }

        return hash;
    }

    private static double Term(ReadOnlySpan<double> luma, int u, int v)
    {
        double sum = 0;
        for (int y = 0; y < Size; y++)
        {
            double row = 0;
            for (int x = 0; x < Size; x++)
            {
                row += luma[(y * Size) + x] * Math.Cos(((2 * x) + 1) * u * Math.PI / (2 * Size));
            }

            sum += row * Math.Cos(((2 * y) + 1) * v * Math.PI / (2 * Size));
        }

        return sum;
    }
}
