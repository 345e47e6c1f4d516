using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Scenes.Layers;

/// <summary>A box that is painted as it is laid; its edges are anti-aliased.</summary>
internal sealed class PaintedPixels(LayerBox box, IPaint paint, int width, int height) : ILayerPixels
{
    public PixelArea Area { get; } = box.Area(width, height);

    public long Bytes => 0;

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
    {
        Span<Vector4> pixels = MemoryMarshal.Cast<float, Vector4>(scratch);
        Vector2 from = box.ToOwn(new Vector2(left + 0.5f, y + 0.5f));
        Vector2 step = new(box.Along.X, -box.Along.Y);
        paint.Fill(from, step, pixels);
        for (int x = 0; x < pixels.Length; x++)
        {
            Vector2 at = from + (step * x);
            float cover = Cover(at.X, box.Size.X) * Cover(at.Y, box.Size.Y);
            if (cover < 1f)
            {
                pixels[x] *= cover;
            }
        }

        return scratch;
    }

    public void Dispose() { }

    private static float Cover(float at, float size) =>
        Math.Clamp(at + 0.5f, 0f, 1f) * Math.Clamp(size - at + 0.5f, 0f, 1f);
}

/// <summary>One colour all over an area, for a mask to cut.</summary>
internal sealed class PlainPixels(LinearColor color, PixelArea area) : ILayerPixels
{
    private readonly Vector4 _pixel = color.Premultiplied;

    public PixelArea Area => area;

    public long Bytes => 0;

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
    {
        MemoryMarshal.Cast<float, Vector4>(scratch).Fill(_pixel);
        return scratch;
    }

    public void Dispose() { }
}

/// <summary>Pixels that stay somebody else's.</summary>
internal sealed class BorrowedPixels(ILayerPixels pixels) : ILayerPixels
{
    public PixelArea Area => pixels.Area;

    public long Bytes => 0;

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch) => pixels.Run(left, y, scratch);

    public void Dispose() { }
}

/// <summary>Shows what both masks show.</summary>
internal sealed class BothMasks(ILayerMask first, ILayerMask second) : ILayerMask
{
    public void Multiply(int left, int y, Span<float> coverage)
    {
        first.Multiply(left, y, coverage);
        second.Multiply(left, y, coverage);
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
