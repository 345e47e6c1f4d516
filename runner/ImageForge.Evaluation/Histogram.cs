namespace ImageForge.Evaluation;

/// <summary>Figures from the distribution of values.</summary>
internal static class Histogram
{
    public static double Entropy(ReadOnlySpan<double> luma)
    {
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

    public static double ClippedShare(ReadOnlySpan<byte> rgba)
    {
        int clipped = 0;
        for (int i = 0; i < rgba.Length; i += 4)
        {
            int sum = rgba[i] + rgba[i + 1] + rgba[i + 2];
            clipped += sum is 0 or (3 * 255) ? 1 : 0;
        }

        return clipped / (rgba.Length / 4.0);
    }
}
