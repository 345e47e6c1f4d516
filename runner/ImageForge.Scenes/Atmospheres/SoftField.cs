using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>
/// A soft density over the whole canvas, evaluated on a coarse lattice and interpolated: fog costs a few thousand
/// evaluations and not one for each pixel.
/// </summary>
internal static class SoftField
{
    private const int Eight = 8;

    private static readonly Vector256<float> Middles = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f);

    /// <param name="context">What is drawn on.</param>
    /// <param name="step">Distance of lattice points in units.</param>
    /// <param name="top">Colour at the top; its alpha multiplies the density.</param>
    /// <param name="bottom">Colour at the bottom.</param>
    /// <param name="density">Density at a place in units (768 to a picture's shorter side): 0 clear, 1 opaque.</param>
    public static void Paint(
        DrawingContext context,
        float step,
        LinearColor top,
        LinearColor bottom,
        Func<float, float, float> density
    )
    {
        float cell = Math.Max(2f, step * context.Unit);
        int columns = (int)(context.Width / cell) + 3;
        int rows = (int)(context.Height / cell) + 3;
        float[] lattice = new float[columns * rows];
        float toUnits = cell / context.Unit;
        context.Canvas.Rows.For(
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
        Sheet sheet = context.Canvas.Sheet;
        (int first, int last) = Busy(lattice, columns, rows);
        if (last < first)
        {
            return;
        }

        // A lattice row reaches into the cells above and below it.
        var area = new PixelArea(
            0,
            Math.Max(0, (int)((first - 1) * cell) - 1),
            context.Canvas.Width,
            Math.Min(context.Canvas.Height, (int)((last + 1) * cell) + 2)
        );
        context.Canvas.Rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                float[] line = new float[columns];
                float[] cover = ArrayPool<float>.Shared.Rent(context.Canvas.Width);
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

                    LinearColor color = top.Mix(bottom, (y + 0.5f) / context.Height);
                    Spread(line, cover.AsSpan(0, context.Canvas.Width), 1f / cell);
                    LaneLoop.Run(new CoatKernel(sheet.Buffer.Row(y), cover, color.Premultiplied), context.Canvas.Width);
                }

                ArrayPool<float>.Shared.Return(cover);
            }
        );
        sheet.Touch(area);
    }

    /// <summary>Distance in units between the places where a density with this step is asked for.</summary>
    public static float Spacing(DrawingContext context, float step) => Math.Max(2f, step * context.Unit) / context.Unit;

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
