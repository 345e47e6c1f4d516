using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Layers;

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
