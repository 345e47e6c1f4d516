using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Layers;

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
