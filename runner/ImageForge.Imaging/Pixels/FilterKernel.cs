namespace ImageForge.Imaging.Pixels;

/// <summary>The weight of a source at a distance, in source pixels (target pixels when shrinking).</summary>
internal static class FilterKernel
{
    private const int Lobes = 3;

    /// <summary>Distance from which on the weight is zero.</summary>
    public static double Support(ResizeFilter filter) =>
        filter switch
        {
            ResizeFilter.Lanczos => Lobes,
            ResizeFilter.Bicubic => 2,
            ResizeFilter.Area => 0.5,
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Unknown filter."),
        };

    public static double Lanczos(double x)
    {
        if (Math.Abs(x) < 1e-9)
        {
            return 1;
        }

        if (Math.Abs(x) >= Lobes)
        {
            return 0;
        }

        double angle = Math.PI * x;
        return Lobes * StableMath.Sine(angle) * StableMath.Sine(angle / Lobes) / (angle * angle);
    }

    public static double CatmullRom(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? 1 + (x * x * ((1.5 * x) - 2.5))
            : x < 2 ? 2 - (x * (4 - (x * (2.5 - (0.5 * x)))))
            : 0;
    }
}
