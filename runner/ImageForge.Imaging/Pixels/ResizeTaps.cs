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
        for (int i = from; i < to; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Clamp((int)Math.Floor(center - support), 0, source - 1);
            int last = Math.Clamp((int)Math.Ceiling(center + support), first + 1, source);
            taps._first[i - from] = first;
            Span<float> weights = taps._weights.AsSpan((i - from) * taps.Count, Math.Min(last - first, most));
            Fill(weights, first, center, support, stretch, filter);
        }

        return taps;
    }

    public ReadOnlySpan<float> Weights(int position, out int first)
    {
        first = _first[position];
        return _weights.AsSpan(position * Count, Count);
    }

    public int First(int position) => _first[position];

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
