using System.Buffers;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

/// <summary>
/// Lays layers over a picture, all of them on one short run of pixels before the next: the picture is read and written
/// once however many there are, and what happens in between stays in the first-level cache.
/// </summary>
internal static class LayerStack
{
    /// <summary>A run of pixels: it and a layer's share of it take half of a first-level cache of 32 KiB.</summary>
    private const int RunPixels = 512;

    /// <summary>What layers may hold together before those that are open are laid: three 8-bit images of 3840×2160.</summary>
    private const long OpenBytes = 96 << 20;

    /// <summary>Lays the layers on the picture, first to last. Does not dispose of them.</summary>
    public static void Lay(PixelBuffer picture, IReadOnlyList<StackLayer> layers, RowParallel rows)
    {
        if (layers.Count == 0)
        {
            return;
        }

        rows.For(
            Math.Clamp(layers.Min(l => l.Pixels.Area.Top), 0, picture.Height),
            Math.Clamp(layers.Max(l => l.Pixels.Area.Bottom), 0, picture.Height),
            (from, to) =>
            {
                float[] rented = ArrayPool<float>.Shared.Rent(RunScratch.Length(RunPixels));
                var scratch = new RunScratch(rented, RunPixels);
                for (int y = from; y < to; y++)
                {
                    for (int x = 0; x < picture.Width; x += RunPixels)
                    {
                        int length = Math.Min(RunPixels, picture.Width - x) * 4;
                        LayRun(picture.Row(y).Slice(x * 4, length), x, y, layers, scratch);
                    }
                }

                ArrayPool<float>.Shared.Return(rented);
            }
        );
    }

    /// <summary>
    /// Lays the layers on the picture, first to last, and disposes of them. They are asked for as room allows, so a
    /// sequence that decodes as it is read never has more than a few of them in memory.
    /// </summary>
    public static void LayInTurn(PixelBuffer picture, IEnumerable<StackLayer> layers, RowParallel rows)
    {
        List<StackLayer> open = [];
        try
        {
            long bytes = 0;
            foreach (StackLayer layer in layers)
            {
                open.Add(layer);
                bytes += layer.Pixels.Bytes;
                if (bytes >= OpenBytes)
                {
                    Lay(picture, open, rows);
                    Close(open);
                    bytes = 0;
                }
            }

            Lay(picture, open, rows);
        }
        finally
        {
            Close(open);
        }
    }

    /// <summary>
    /// An 8-bit image with layers on it as an 8-bit image of the same size, without a picture in between. Does not
    /// dispose of the layers.
    /// </summary>
    public static void Flatten(SrgbImage image, IReadOnlyList<StackLayer> layers, SrgbImage result, RowParallel rows)
    {
        if (image.Width != result.Width || image.Height != result.Height)
        {
            throw new ArgumentException("The result must have the size of the image.", nameof(result));
        }

        rows.For(
            0,
            image.Height,
            (from, to) =>
            {
                float[] rented = ArrayPool<float>.Shared.Rent(RunScratch.Length(RunPixels) + (RunPixels * 4));
                Span<float> light = rented.AsSpan(0, RunPixels * 4);
                var scratch = new RunScratch(rented.AsSpan(RunPixels * 4), RunPixels);
                for (int y = from; y < to; y++)
                {
                    for (int x = 0; x < image.Width; x += RunPixels)
                    {
                        int start = x * 4;
                        int length = Math.Min(RunPixels, image.Width - x) * 4;
                        Span<float> run = light[..length];
                        SrgbCurve.Decode(image.Row(y).Slice(start, length), run);
                        LayRun(run, x, y, layers, scratch);
                        SrgbCurve.Encode(run, result.Row(y).Slice(start, length));
                    }
                }

                ArrayPool<float>.Shared.Return(rented);
            }
        );
    }

    private static void LayRun(Span<float> run, int x, int y, IReadOnlyList<StackLayer> layers, RunScratch scratch)
    {
        int right = x + (run.Length / 4);
        for (int i = 0; i < layers.Count; i++)
        {
            StackLayer layer = layers[i];
            int from = Math.Max(x, layer.Pixels.Area.Left);
            int to = Math.Min(right, layer.Pixels.Area.Right);
            if (from < to && y >= layer.Pixels.Area.Top && y < layer.Pixels.Area.Bottom && layer.Opacity > 0f)
            {
                LayOne(run[((from - x) * 4)..((to - x) * 4)], from, y, layer, scratch);
            }
        }
    }

    private static void LayOne(Span<float> run, int x, int y, StackLayer layer, RunScratch scratch)
    {
        if (layer.Mask is { } mask)
        {
            Span<float> coverage = scratch.Coverage[..(run.Length / 4)];
            coverage.Fill(layer.Opacity);
            mask.Multiply(x, y, coverage);
            RowBlender.Blend(run, layer.Pixels.Run(x, y, scratch.Pixels[..run.Length]), layer.Mode, coverage);
        }
        else if (layer is { Mode: BlendMode.Normal, Pixels: SrgbPixels srgb })
        {
            RowBlender.Over(run, srgb.Codes(x, y, run.Length), layer.Opacity);
        }
        else
        {
            RowBlender.Blend(run, layer.Pixels.Run(x, y, scratch.Pixels[..run.Length]), layer.Mode, layer.Opacity);
        }
    }

    private static void Close(List<StackLayer> open)
    {
        foreach (StackLayer layer in open)
        {
            layer.Dispose();
        }

        open.Clear();
    }
}

/// <summary>A layer that is ready to be blended, which disposes of it.</summary>
internal sealed record StackLayer(ILayerPixels Pixels) : IDisposable
{
    public BlendMode Mode { get; init; } = BlendMode.Normal;

    /// <summary>0–1; multiplies the layer's own alpha.</summary>
    public float Opacity { get; init; } = 1f;

    public ILayerMask? Mask { get; init; }

    public void Dispose()
    {
        Pixels.Dispose();
        Mask?.Dispose();
    }
}

/// <summary>Room for one run of a layer's pixels and for its coverage.</summary>
internal readonly ref struct RunScratch(Span<float> memory, int pixels)
{
    public Span<float> Pixels { get; } = memory[..(pixels * 4)];

    public Span<float> Coverage { get; } = memory.Slice(pixels * 4, pixels);

    public static int Length(int pixels) => pixels * 5;
}
