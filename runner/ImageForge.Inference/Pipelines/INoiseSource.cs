using ImageForge.Inference.Noise;

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

/// <summary>What a draw of noise is for; each has a stream of its own, so that none depends on the order of drawing.</summary>
internal enum NoiseUse
{
    /// <summary>What denoising starts from.</summary>
    Start,

    /// <summary>Sampling the encoder's distribution for the start image.</summary>
    Encoding,

    /// <summary>Sampling the encoder's distribution for the start image with the masked part covered.</summary>
    MaskedEncoding,

    /// <summary>What a scheduler adds at a step.</summary>
    Step,
}

/// <summary>Noise that follows from each variant's seed: a variant has the same noise whichever others are made with it.</summary>
internal sealed class SeededNoise(long[] seeds) : INoiseSource
{
    /// <inheritdoc/>
    public void Draw(int variant, NoiseUse use, int index, Span<float> into) =>
        NormalNoise.Fill(new NoiseAddress(seeds[variant], (int)use, index), into);
}
