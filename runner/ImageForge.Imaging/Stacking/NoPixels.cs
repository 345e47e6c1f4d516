using ImageForge.Imaging.Paper;

namespace ImageForge.Imaging.Stacking;

/// <summary>A layer that lies outside of the canvas.</summary>
internal sealed class NoPixels : ILayerPixels
{
    public PixelArea Area => PixelArea.Empty;

    public long Bytes => 0;

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
    {
        scratch.Clear();
        return scratch;
    }

    public void Dispose() { }
}
