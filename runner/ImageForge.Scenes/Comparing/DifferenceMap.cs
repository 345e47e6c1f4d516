using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Comparing;

/// <summary>Shows where two pictures differ, and how plainly an eye would see it.</summary>
public static class DifferenceMap
{
    /// <summary>
    /// The distance of each pair of pixels in OKLab, where equal steps look equal, as colour: amplified, so that what can
    /// just be seen is plain. The caller disposes of the result.
    /// </summary>
    /// <param name="a">One picture.</param>
    /// <param name="b">The other, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static PixelBuffer Render(PixelBuffer a, PixelBuffer b)
    {
        CheckSizes(a, b);
        PixelBuffer map = PixelBuffer.AllocateUncleared(a.Width, a.Height);
        new RowParallel(Environment.ProcessorCount, default).For(
            0,
            a.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Row(a.Pixels(y), b.Pixels(y), map.Pixels(y));
                }
            }
        );
        return map;
    }

    /// <summary>The share of pixels whose difference an eye can see, 0–1.</summary>
    /// <param name="a">One picture.</param>
    /// <param name="b">The other, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double VisibleShare(PixelBuffer a, PixelBuffer b)
    {
        CheckSizes(a, b);
        long visible = 0;
        for (int y = 0; y < a.Height; y++)
        {
            ReadOnlySpan<Vector4> left = a.Pixels(y);
            ReadOnlySpan<Vector4> right = b.Pixels(y);
            for (int x = 0; x < left.Length; x++)
            {
                visible += Distance(left[x], right[x]) >= HeatScale.JustVisible ? 1 : 0;
            }
        }

        return visible / ((double)a.Width * a.Height);
    }

    private static void Row(ReadOnlySpan<Vector4> a, ReadOnlySpan<Vector4> b, Span<Vector4> map)
    {
        for (int x = 0; x < map.Length; x++)
        {
            map[x] = HeatScale.At(HeatScale.Position(Distance(a[x], b[x])));
        }
    }

    private static double Distance(Vector4 a, Vector4 b)
    {
        if (a == b)
        {
            return 0;
        }

        OkLab one = Shown(a);
        OkLab other = Shown(b);
        double l = one.L - other.L;
        double green = one.A - other.A;
        double blue = one.B - other.B;
        return Math.Sqrt((l * l) + (green * green) + (blue * blue));
    }

    // What is brighter than a display shows as white there.
    private static OkLab Shown(Vector4 pixel)
    {
        Vector4 shown = Vector4.Clamp(pixel, Vector4.Zero, Vector4.One);
        return OkLab.From(shown.X, shown.Y, shown.Z);
    }

    private static void CheckSizes(PixelBuffer a, PixelBuffer b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Width != b.Width || a.Height != b.Height)
        {
            throw new ArgumentException($"The sizes differ: {a.Width}×{a.Height} and {b.Width}×{b.Height}.", nameof(b));
        }
    }
}

/// <summary>From a difference to the colour that stands for it: black through violet and orange to pale yellow.</summary>
internal static class HeatScale
{
    /// <summary>The difference that has the last colour: a quarter of the way from black to white.</summary>
    public const double Full = 0.25;

    /// <summary>What the eye just notices between two fields side by side.</summary>
    public const double JustVisible = 0.02;

    private static readonly LinearColor[] Stops =
    [
        LinearColor.Parse("#0b0c18"),
        LinearColor.Parse("#3a1c71"),
        LinearColor.Parse("#b5305f"),
        LinearColor.Parse("#f58b2a"),
        LinearColor.Parse("#fdf3b8"),
    ];

    /// <summary>Where a difference lies on the scale, 0–1. Small ones are spread out: what can just be seen lies at a third.</summary>
    public static double Position(double difference) => Math.Sqrt(Math.Clamp(difference / Full, 0, 1));

    public static Vector4 At(double position)
    {
        double scaled = Math.Clamp(position, 0, 1) * (Stops.Length - 1);
        int index = Math.Min((int)scaled, Stops.Length - 2);
        return Stops[index].Mix(Stops[index + 1], (float)(scaled - index)).Premultiplied;
    }
}
