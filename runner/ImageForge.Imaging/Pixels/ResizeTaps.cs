using System.Numerics;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// For each target position the first source position and the weights, which sum to 1. Every position has as many
/// weights, a multiple of four: those that are not needed are zero.
/// </summary>
internal sealed class ResizeTaps
{
    private readonly int[] _first;
    private readonly float[] _weights;

    private ResizeTaps(int positions, int count)
    {
        Count = count;
        _first = new int[positions];
        _weights = new float[positions * count];
    }

    /// <summary>Weights a position.</summary>
    public int Count { get; }

    /// <param name="source">Source positions.</param>
    /// <param name="target">Target positions that the source is spread over.</param>
    /// <param name="from">The first of them that is wanted.</param>
    /// <param name="to">One past the last that is wanted.</param>
    /// <param name="filter">Where weights come from.</param>
    public static ResizeTaps Make(int source, int target, int from, int to, ResizeFilter filter)
    {
        double scale = (double)source / target;
        double stretch = Math.Max(scale, 1);
        double support = filter == ResizeFilter.Area ? 0.5 * scale : FilterKernel.Support(filter) * stretch;
        int most = Math.Min(source, (int)Math.Ceiling(2 * support) + 1);
        var taps = new ResizeTaps(to - from, (most + 3) & ~3);
        // Where a target position's middle falls within a source position comes back after so many of both.
        int shared = (int)BigInteger.GreatestCommonDivisor(source, target);
        (int period, int advance) = (target / shared, source / shared);
        int[] counts = new int[to - from];
        for (int i = from; i < to; i++)
        {
            (long whole, long part) = Math.DivRem(((2L * i) + 1) * source, 2L * target);
            double center = part / (2.0 * target);
            int first = (int)Math.Clamp(whole + (long)Math.Floor(center - support), 0, source - 1);
            int last = (int)Math.Clamp(whole + (long)Math.Ceiling(center + support), first + 1, source);
            int at = i - from;
            taps._first[at] = first;
            counts[at] = Math.Min(last - first, most);
            Span<float> weights = taps.Weights(at)[..counts[at]];
            int before = at - period;
            if (before >= 0 && taps._first[before] == first - advance && counts[before] == counts[at])
            {
                taps.Weights(before)[..counts[at]].CopyTo(weights);
            }
            else
            {
                Fill(weights, (int)(first - whole), center, support, stretch, filter);
            }
        }

        return taps;
    }

    public ReadOnlySpan<float> Weights(int position, out int first)
    {
        first = _first[position];
        return Weights(position);
    }

    public int First(int position) => _first[position];

    private Span<float> Weights(int position) => _weights.AsSpan(position * Count, Count);

    private static void Fill(
        Span<float> weights,
        int first,
        double center,
        double support,
        double stretch,
        ResizeFilter filter
    )
    {
        double sum = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            double distance = (first + k + 0.5 - center) / stretch;
            double weight = filter switch
            {
                ResizeFilter.Lanczos => FilterKernel.Lanczos(distance),
                ResizeFilter.Bicubic => FilterKernel.CatmullRom(distance),
                _ => Overlap(first + k, center - support, center + support),
            };
            weights[k] = (float)weight;
            sum += weight;
        }

        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = (float)(weights[k] / sum);
        }
    }

    private static double Overlap(int pixel, double from, double to) =>
        Math.Max(0, Math.Min(pixel + 1, to) - Math.Max(pixel, from));
}

/// <summary>How a resized pixel is made from its sources.</summary>
public enum ResizeFilter
{
    /// <summary>Lanczos with three lobes: sharp. The usual choice.</summary>
    Lanczos,

    /// <summary>The mean of the area that is covered: no ringing, for thumbnails and masks.</summary>
    Area,

    /// <summary>Catmull-Rom (Mitchell and Netravali's family at B = 0, C = 1/2): goes through its sources, rings less than Lanczos.</summary>
    Bicubic,
}

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
