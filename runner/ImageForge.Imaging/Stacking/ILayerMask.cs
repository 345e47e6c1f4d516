namespace ImageForge.Imaging.Stacking;

/// <summary>Decides how much of a layer shows at each pixel of the canvas. Several threads ask at once.</summary>
internal interface ILayerMask : IDisposable
{
    /// <summary>Multiplies what is there by the mask of one row of the canvas from column <paramref name="left"/> on.</summary>
    void Multiply(int left, int y, Span<float> coverage);
}
