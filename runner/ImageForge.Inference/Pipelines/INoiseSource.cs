namespace ImageForge.Inference.Pipelines;

/// <summary>Unit normal noise, the same for the same arguments.</summary>
internal interface INoiseSource
{
    /// <summary>Draws the noise of one variant.</summary>
    /// <param name="variant">Position among the request's variants.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="index">Which draw of that use, from 0.</param>
    /// <param name="into">Filled.</param>
    void Draw(int variant, NoiseUse use, int index, Span<float> into);
}
