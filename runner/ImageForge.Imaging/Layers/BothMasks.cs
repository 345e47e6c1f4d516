using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Layers;

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
