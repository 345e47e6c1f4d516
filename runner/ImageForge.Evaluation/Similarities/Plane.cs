namespace ImageForge.Evaluation.Similarities;

/// <summary>One channel, 0–1.</summary>
internal sealed record Plane(int Width, int Height, double[] Values)
{
    public static Plane Of(ReadOnlySpan<byte> rgba, int width, int height, int channel)
    {
        double[] values = new double[width * height];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rgba[(i * 4) + channel] / 255.0;
        }

        return new Plane(width, height, values);
    }

    /// <summary>The means of 2×2 blocks; an odd last row or column is left out.</summary>
    public Plane Halve()
    {
        var half = new Plane(Width / 2, Height / 2, new double[Width / 2 * (Height / 2)]);
        for (int y = 0; y < half.Height; y++)
        {
            for (int x = 0; x < half.Width; x++)
            {
                int i = (2 * y * Width) + (2 * x);
                half.Values[(y * half.Width) + x] =
                    (Values[i] + Values[i + 1] + Values[i + Width] + Values[i + Width + 1]) / 4;
            }
        }

        return half;
    }
}
