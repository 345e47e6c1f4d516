using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>
/// A soft density over the whole canvas, evaluated on a coarse lattice and interpolated: fog costs a few thousand
/// evaluations and not one for each pixel.
/// </summary>
internal static class SoftField
{
    private const int Eight = 8;

    private static readonly Vector256<float> Middles = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f);

    /// <param name="set">The stage.</param>
    /// <param name="step">Distance of lattice points in units.</param>
    /// <param name="top">Colour at the top; its alpha multiplies the density.</param>
    /// <param name="bottom">Colour at the bottom.</param>
    /// <param name="density">Density at a place in units (768 to a picture's shorter side): 0 clear, 1 opaque.</param>
    public static void Paint(
        StageSet set,
        float step,
        LinearColor top,
        LinearColor bottom,
        Func<float, float, float> density
    )
    {
        float cell = Math.Max(2f, step * set.Unit);
        int columns = (int)(set.Width / cell) + 3;
        int rows = (int)(set.Height / cell) + 3;
        float[] lattice = new float[columns * rows];
        float toUnits = cell / set.Unit;
        set.Stage.Rows.For(
            0,
            rows,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    for (int x = 0; x < columns; x++)
                    {
                        lattice[(y * columns) + x] = Math.Clamp(density(x * toUnits, y * toUnits), 0f, 1f);
                    }
                }
            }
        );
        Sheet sheet = set.Stage.Sheet;
        (int first, int last) = Busy(lattice, columns, rows);
        if (last < first)
        {
            return;
        }

        // A lattice row reaches into the cells above and below it.
        var area = new PixelArea(
            0,
            Math.Max(0, (int)((first - 1) * cell) - 1),
            set.Stage.Width,
            Math.Min(set.Stage.Height, (int)((last + 1) * cell) + 2)
        );
        set.Stage.Rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                float[] line = new float[columns];
                float[] cover = ArrayPool<float>.Shared.Rent(set.Stage.Width);
                for (int y = from; y < to; y++)
                {
                    float v = (y + 0.5f) / cell;
                    int upper = (int)v;
                    float fraction = v - upper;
                    for (int x = 0; x < columns; x++)
                    {
                        float a = lattice[(upper * columns) + x];
                        line[x] = a + ((lattice[((upper + 1) * columns) + x] - a) * fraction);
                    }

                    LinearColor color = top.Mix(bottom, (y + 0.5f) / set.Height);
                    Spread(line, cover.AsSpan(0, set.Stage.Width), 1f / cell);
                    LaneLoop.Run(new CoatKernel(sheet.Buffer.Row(y), cover, color.Premultiplied), set.Stage.Width);
                }

                ArrayPool<float>.Shared.Return(cover);
            }
        );
        sheet.Touch(area);
    }

    /// <summary>Distance in units between the places where a density with this step is asked for.</summary>
    public static float Spacing(StageSet set, float step) => Math.Max(2f, step * set.Unit) / set.Unit;

    // The first and last lattice row with anything in it.
    private static (int First, int Last) Busy(float[] lattice, int columns, int rows)
    {
        int first = 0;
        int last = rows - 1;
        while (first < rows && IsClear(first))
        {
            first++;
        }

        while (last >= first && IsClear(last))
        {
            last--;
        }

        return (first, last);

        bool IsClear(int row) =>
            lattice.AsSpan(row * columns, columns).IndexOfAnyExceptInRange(0f, CoatKernel.Least) < 0;
    }

    // The value of each pixel, between the lattice points beside it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<float> line, Span<float> values, float inverse)
    {
        int x = 0;
        // Where eight pixels lie within two cells the points are three.
        for (; inverse * Eight <= 1f && x + Eight <= values.Length; x += Eight)
        {
            Vector256<float> u = (Middles + Vector256.Create((float)x)) * inverse;
            Vector256<float> left = Vector256.Floor(u);
            int first = (int)left[0];
            (float a, float b, float c) = (line[first], line[first + 1], line[Math.Min(first + 2, line.Length - 1)]);
            Vector256<float> same = Vector256.Equals(left, Vector256.Create((float)first));
            Vector256<float> from = Vector256.ConditionalSelect(same, Vector256.Create(a), Vector256.Create(b));
            Vector256<float> rise = Vector256.ConditionalSelect(same, Vector256.Create(b - a), Vector256.Create(c - b));
            (from + (rise * (u - left))).CopyTo(values[x..]);
        }

        for (; x < values.Length; x++)
        {
            float u = (x + 0.5f) * inverse;
            int left = (int)u;
            values[x] = line[left] + ((line[left + 1] - line[left]) * (u - left));
        }
    }
}
