using ImageForge.Imaging.Pixels;

namespace ImageForge.Inference.Schedulers;

/// <summary>Sigmas of a run from those of training, in float64 as NumPy does it.</summary>
internal static class Sigmas
{
    private const double Rho = 7;

    /// <summary>Between the two timesteps of training beside it; at the ends the table's own.</summary>
    public static double At(float[] table, double timestep)
    {
        if (timestep <= 0)
        {
            return table[0];
        }

        if (timestep >= table.Length - 1)
        {
            return table[^1];
        }

        int below = (int)timestep;
        double slope = (double)table[below + 1] - table[below];
        return (slope * (timestep - below)) + table[below];
    }

    /// <summary>From the most to the least as Karras et al. space them (arXiv:2206.00364, equation 5).</summary>
    public static double[] Karras(double most, double least, int count)
    {
        double from = StableMath.Pow(most, 1 / Rho);
        double to = StableMath.Pow(least, 1 / Rho);
        double[] ramp = Spacing.Linspace(count, 1);
        var sigmas = new double[count];
        for (int i = 0; i < count; i++)
        {
            // The ramp is laid out from its end: backwards it rises.
            sigmas[i] = StableMath.Pow(from + (ramp[count - 1 - i] * (to - from)), Rho);
        }

        return sigmas;
    }

    /// <summary>The timestep, not rounded, at which training had a sigma.</summary>
    public static double TimestepOf(double sigma, float[] logTable)
    {
        double log = StableMath.Log(Math.Max(sigma, 1e-10));
        int below = 0;
        for (int high = logTable.Length - 1, low = 0; low <= high; )
        {
            int middle = (low + high) / 2;
            if (logTable[middle] <= log)
            {
                below = middle;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        below = Math.Min(below, logTable.Length - 2);
        double weight = Math.Clamp((logTable[below] - log) / ((double)logTable[below] - logTable[below + 1]), 0, 1);
        return ((1 - weight) * below) + (weight * (below + 1));
    }

    /// <summary>Logarithms as NumPy has them of a table in float32.</summary>
    public static float[] Logarithms(float[] table) => Array.ConvertAll(table, s => (float)StableMath.Log(s));
}
