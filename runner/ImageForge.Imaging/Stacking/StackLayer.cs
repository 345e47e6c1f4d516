namespace ImageForge.Imaging.Stacking;

/// <summary>A layer that is ready to be laid. Whoever lays it disposes of it.</summary>
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
