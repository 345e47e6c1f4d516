namespace ImageForge.Imaging.Pixels;

/// <summary>For each target position the first source position and the weights, which sum to 1.</summary>
internal sealed class ResizeTaps
{
    private const int Lobes = 3;

    private readonly int[] _first;
    private readonly float[][] _weights;

    private ResizeTaps(int length)
    {
        _first = new int[length];
        _weights = new float[length][];
    }

    public static ResizeTaps Make(int source, int target, ResizeFilter filter)
    {
        var taps = new ResizeTaps(target);
        double scale = (double)source / target;
        double stretch = Math.Max(scale, 1);
        double support = filter == ResizeFilter.Lanczos ? Lobes * stretch : 0.5 * scale;
        for (int i = 0; i < target; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max(0, (int)Math.Floor(center - support));
            int last = Math.Min(source, (int)Math.Ceiling(center + support));
            float[] weights = new float[Math.Max(1, last - first)];
            double sum = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                double weight =
                    filter == ResizeFilter.Lanczos
                        ? Lanczos((first + k + 0.5 - center) / stretch)
                        : Overlap(first + k, center - support, center + support);
                weights[k] = (float)weight;
                sum += weight;
            }

            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = (float)(weights[k] / sum);
            }

            taps._first[i] = first;
            taps._weights[i] = weights;
        }

        return taps;
    }

    public ReadOnlySpan<float> Weights(int position, out int first)
    {
        first = _first[position];
        return _weights[position];
    }

    private static double Overlap(int pixel, double from, double to) =>
        Math.Max(0, Math.Min(pixel + 1, to) - Math.Max(pixel, from));

    private static double Lanczos(double x)
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
}
