using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Layers;

/// <summary>Pixels that stay somebody else's.</summary>
internal sealed class BorrowedPixels(ILayerPixels pixels) : ILayerPixels
{
    public PixelArea Area => pixels.Area;

    public long Bytes => 0;

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch) => pixels.Run(left, y, scratch);

    public void Dispose() { }
}
