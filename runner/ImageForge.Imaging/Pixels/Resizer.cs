using System.Numerics;

namespace ImageForge.Imaging.Pixels;

/// <summary>Resizes in linear light with premultiplied alpha, rows first, then columns.</summary>
public static class Resizer
{
    /// <summary>A copy of another size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public static PixelBuffer Resize(
        PixelBuffer source,
        int width,
        int height,
        ResizeFilter filter = ResizeFilter.Lanczos
    ) => Resize(source, width, height, filter, new RowParallel(Environment.ProcessorCount, default));

    internal static PixelBuffer Resize(PixelBuffer source, int width, int height, ResizeFilter filter, RowParallel rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (width == source.Width && height == source.Height)
        {
            return source.Clone();
        }

        ResizeTaps horizontal = ResizeTaps.Make(source.Width, width, filter);
        ResizeTaps vertical = ResizeTaps.Make(source.Height, height, filter);
        using PixelBuffer middle = PixelBuffer.AllocateUncleared(width, source.Height);
        rows.For(0, source.Height, (from, to) => Rows(source, middle, horizontal, from, to));
        PixelBuffer result = PixelBuffer.AllocateUncleared(width, height);
        rows.For(0, height, (from, to) => Columns(middle, result, vertical, from, to));
        return result;
    }

    private static void Rows(PixelBuffer source, PixelBuffer target, ResizeTaps taps, int from, int to)
    {
        for (int y = from; y < to; y++)
        {
            ReadOnlySpan<Vector4> pixels = source.Pixels(y);
            Span<Vector4> row = target.Pixels(y);
            for (int x = 0; x < row.Length; x++)
            {
                ReadOnlySpan<float> weights = taps.Weights(x, out int first);
                Vector4 sum = Vector4.Zero;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += pixels[first + k] * weights[k];
                }

                row[x] = sum;
            }
        }
    }

    private static void Columns(PixelBuffer source, PixelBuffer target, ResizeTaps taps, int from, int to)
    {
        for (int y = from; y < to; y++)
        {
            Span<Vector4> row = target.Pixels(y);
            row.Clear();
            ReadOnlySpan<float> weights = taps.Weights(y, out int first);
            for (int k = 0; k < weights.Length; k++)
            {
                ReadOnlySpan<Vector4> pixels = source.Pixels(first + k);
                float weight = weights[k];
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] += pixels[x] * weight;
                }
            }

            for (int x = 0; x < row.Length; x++)
            {
                // Lanczos overshoots: light is never negative, and colour without cover would add light.
                Vector4 p = Vector4.Max(row[x], Vector4.Zero);
                p.W = MathF.Min(p.W, 1f);
                row[x] = p;
            }
        }
    }
}
