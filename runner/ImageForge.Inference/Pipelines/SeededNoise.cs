using ImageForge.Inference.Noise;

namespace ImageForge.Inference.Pipelines;

/// <summary>Noise that follows from each variant's seed: a variant has the same noise whichever others are made with it.</summary>
internal sealed class SeededNoise(long[] seeds) : INoiseSource
{
    /// <inheritdoc/>
    public void Draw(int variant, NoiseUse use, int index, Span<float> into) =>
        NormalNoise.Fill(new NoiseAddress(seeds[variant], (int)use, index), into);
}
