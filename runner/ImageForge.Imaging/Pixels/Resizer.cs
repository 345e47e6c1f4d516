using ImageForge.Imaging.Pixels.Lanes;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Resizes in linear light with premultiplied alpha: columns first, a band of target rows at a time, in tiles of which as
/// many rows as a target row needs stay in the first-level cache; then the band's rows, four at a time. The source is
/// read once but for the overlap of bands.
/// </summary>
public static class Resizer
{
    private const int TilePixels = 64;
    private const int BandHeight = 32;

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
        return PixelBuffer
            .AllocateUncleared(window.Right - window.Left, window.Bottom - window.Top)
            .After(result =>
                rows.For(
                    0,
                    result.Height,
                    (from, to) =>
                    {
                        for (int y = from; y < to; y += BandHeight)
                        {
                            Band(source, result, horizontal, vertical, y, Math.Min(y + BandHeight, to));
                        }
                    }
                )
            );
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
        int left = horizontal.First(0);
        int right = Math.Min(horizontal.First(result.Width - 1) + horizontal.Count, area.Right - area.Left);
        int first = vertical.First(from);
        int count = Math.Min(vertical.First(to - 1) + vertical.Count, area.Bottom - area.Top) - first;
        // Weights that are not needed are zero, and what they meet must be a number: rows and columns beyond the
        // source's are zero too. Tiles are whole.
        const int Length = TilePixels * PixelBuffer.Channels;
        const int Column = RowKernel.Rows * PixelBuffer.Channels;
        int columns = ((right - left + TilePixels - 1) / TilePixels * TilePixels) + horizontal.Count;
        int groups = (to - from + RowKernel.Rows - 1) / RowKernel.Rows;
        using var tileMemory = new AlignedFloats((count + vertical.Count) * Length);
        using var middleMemory = new AlignedFloats(groups * columns * Column);
        Span<float> tile = tileMemory.Span;
        Span<float> middle = middleMemory.Span;
        tile.Slice(count * Length, vertical.Count * Length).Clear();
        for (int x = left; x < right; x += TilePixels)
        {
            int filled = Math.Min(TilePixels, right - x) * PixelBuffer.Channels;
            for (int k = 0; k < count; k++)
            {
                Span<float> row = tile.Slice(k * Length, Length);
                ReadOnlySpan<float> run = source.Run(area.Left + x, area.Top + first + k, row[..filled]);
                if (!run.Overlaps(row))
                {
                    run.CopyTo(row);
                }

                row[filled..].Clear();
            }

            for (int y = 0; y < to - from; y++)
            {
                ReadOnlySpan<float> weights = vertical.Weights(from + y, out int top);
                (int group, int place) = Math.DivRem(y, RowKernel.Rows);
                Span<float> sum = middle[
                    ((((group * columns) + x - left) * Column) + (place * PixelBuffer.Channels))..
                ];
                LaneLoop.Run(
                    new ColumnKernel(tile[((top - first) * Length)..], TilePixels / 4, weights, sum, Column),
                    TilePixels / 4
                );
            }
        }

        for (int group = 0; group < groups; group++)
        {
            Span<float> rows = middle.Slice(group * columns * Column, columns * Column);
            rows[((right - left) * Column)..].Clear();
            int y = from + (group * RowKernel.Rows);
            LaneLoop.Run(
                new RowKernel(
                    rows,
                    left,
                    horizontal,
                    result.Data[(y * result.Width * PixelBuffer.Channels)..],
                    result.Width
                ),
                Math.Min(RowKernel.Rows, to - y)
            );
        }
    }
}

/// <summary>Brings a picture to a size without distorting it: what does not fit is cut off evenly on both sides.</summary>
public static class CoverFit
{
    /// <summary>A copy of that size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public static PixelBuffer Resize(
        PixelBuffer source,
        int width,
        int height,
        ResizeFilter filter = ResizeFilter.Lanczos
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var rows = new RowParallel(Environment.ProcessorCount, default);
        if ((long)source.Width * height == (long)source.Height * width)
        {
            return Resizer.Resize(source, width, height, filter, rows);
        }

        double scale = Math.Max(width / (double)source.Width, height / (double)source.Height);
        int scaledWidth = Math.Max(width, (int)Math.Round(source.Width * scale));
        int scaledHeight = Math.Max(height, (int)Math.Round(source.Height * scale));
        int left = (scaledWidth - width) / 2;
        int top = (scaledHeight - height) / 2;
        var window = new PixelArea(left, top, left + width, top + height);
        return Resizer.Resize(new FloatPixels(source), scaledWidth, scaledHeight, window, filter, rows);
    }
}
