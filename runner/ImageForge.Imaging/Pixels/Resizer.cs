using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels.Lanes;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Resizes in linear light with premultiplied alpha: columns first, a band of target rows at a time, in tiles that stay
/// in the second-level cache; then the band's rows. The source is read once but for the overlap of bands.
/// </summary>
public static class Resizer
{
    private const int TilePixels = 128;

    /// <summary>A copy of another size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public static PixelBuffer Resize(
        PixelBuffer source,
        int width,
        int height,
        ResizeFilter filter = ResizeFilter.Lanczos
    ) => Resize(source, width, height, filter, new RowParallel(Environment.ProcessorCount, default));

    /// <summary>A picture of another size from an 8-bit image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public static PixelBuffer Resize(
        SrgbImage source,
        int width,
        int height,
        ResizeFilter filter = ResizeFilter.Lanczos
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var rows = new RowParallel(Environment.ProcessorCount, default);
        return Resize(new SrgbPixels(source), width, height, new PixelArea(0, 0, width, height), filter, rows);
    }

    internal static PixelBuffer Resize(PixelBuffer source, int width, int height, ResizeFilter filter, RowParallel rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        return width == source.Width && height == source.Height
            ? source.Clone()
            : Resize(new FloatPixels(source), width, height, new PixelArea(0, 0, width, height), filter, rows);
    }

    /// <summary>The part of the resized source that lies within the window, which is given in target pixels.</summary>
    internal static PixelBuffer Resize(
        ILayerPixels source,
        int width,
        int height,
        PixelArea window,
        ResizeFilter filter,
        RowParallel rows
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        PixelArea area = source.Area;
        int sourceWidth = area.Right - area.Left;
        int sourceHeight = area.Bottom - area.Top;
        var horizontal = ResizeTaps.Make(sourceWidth, width, window.Left, window.Right, filter);
        var vertical = ResizeTaps.Make(sourceHeight, height, window.Top, window.Bottom, filter);
        PixelBuffer result = PixelBuffer.AllocateUncleared(window.Right - window.Left, window.Bottom - window.Top);
        rows.For(0, result.Height, (from, to) => Band(source, result, horizontal, vertical, from, to));
        return result;
    }

    private static void Band(
        ILayerPixels source,
        PixelBuffer result,
        ResizeTaps horizontal,
        ResizeTaps vertical,
        int from,
        int to
    )
    {
        PixelArea area = source.Area;
        int width = area.Right - area.Left;
        int height = area.Bottom - area.Top;
        int first = vertical.First(from);
        int count = Math.Min(vertical.First(to - 1) + vertical.Count, height) - first;
        // Weights that are not needed are zero, and what they meet must be a number: rows and columns beyond the
        // source's are zero too. Tiles are whole.
        const int Length = TilePixels * PixelBuffer.Channels;
        int stride = ((width + TilePixels - 1) / TilePixels * Length) + (horizontal.Count * PixelBuffer.Channels);
        float[] tile = ArrayPool<float>.Shared.Rent((count + vertical.Count) * Length);
        float[] middle = ArrayPool<float>.Shared.Rent((to - from) * stride);
        tile.AsSpan(count * Length, vertical.Count * Length).Clear();
        for (int x = 0; x < width; x += TilePixels)
        {
            int filled = Math.Min(TilePixels, width - x) * PixelBuffer.Channels;
            for (int k = 0; k < count; k++)
            {
                Span<float> row = tile.AsSpan(k * Length, Length);
                ReadOnlySpan<float> run = source.Run(area.Left + x, area.Top + first + k, row[..filled]);
                if (!run.Overlaps(row))
                {
                    run.CopyTo(row);
                }

                row[filled..].Clear();
            }

            for (int y = from; y < to; y++)
            {
                ReadOnlySpan<float> weights = vertical.Weights(y, out int top);
                Span<float> sum = middle.AsSpan(((y - from) * stride) + (x * PixelBuffer.Channels), Length);
                var kernel = new ColumnKernel(tile.AsSpan((top - first) * Length), TilePixels / 4, weights, sum);
                LaneLoop.Run(kernel, TilePixels / 4);
            }
        }

        for (int y = from; y < to; y++)
        {
            Span<float> row = middle.AsSpan((y - from) * stride, stride);
            row[(width * PixelBuffer.Channels)..].Clear();
            Row(MemoryMarshal.Cast<float, Vector4>(row), result.Pixels(y), horizontal);
        }

        ArrayPool<float>.Shared.Return(middle);
        ArrayPool<float>.Shared.Return(tile);
    }

    private static void Row(ReadOnlySpan<Vector4> source, Span<Vector4> target, ResizeTaps taps)
    {
        for (int x = 0; x < target.Length; x++)
        {
            ReadOnlySpan<float> weights = taps.Weights(x, out int first);
            ReadOnlySpan<Vector4> pixels = source.Slice(first, weights.Length);
            Vector4 a = Vector4.Zero;
            Vector4 b = Vector4.Zero;
            Vector4 c = Vector4.Zero;
            Vector4 d = Vector4.Zero;
            for (int k = 0; k + 3 < weights.Length; k += 4)
            {
                a += pixels[k] * weights[k];
                b += pixels[k + 1] * weights[k + 1];
                c += pixels[k + 2] * weights[k + 2];
                d += pixels[k + 3] * weights[k + 3];
            }

            // Lanczos overshoots: light is never negative, and colour without cover would add light.
            Vector4 p = Vector4.Max(a + b + (c + d), Vector4.Zero);
            p.W = MathF.Min(p.W, 1f);
            target[x] = p;
        }
    }
}
