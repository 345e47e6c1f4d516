namespace ImageForge.Evaluation;

/// <summary>The 4-neighbour Laplacian: the sum of the neighbours less four times the centre, inside the border.</summary>
internal static class Laplacian
{
    public static double Variance(ReadOnlySpan<double> values, int width, int height)
    {
        if (width < 3 || height < 3)
        {
            return 0;
        }

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
