using ImageForge.Imaging.Pixels;

namespace ImageForge.Inference.Pipelines;

/// <summary>The guidance scale as latent consistency models take it: sines and cosines at falling frequencies.</summary>
/// <remarks>As in diffusers' LatentConsistencyModelPipeline; w is the scale less one, in thousandths.</remarks>
internal static class GuidanceScaleEmbedding
{
    private const double LogOf10000 = 9.210340371976182;

    /// <summary>Fills <paramref name="into"/>, whose length is the width of the embedding.</summary>
    public static void Write(float guidance, Span<float> into)
    {
        var half = into.Length / 2;
        var w = (guidance - 1f) * 1000f;
        into.Clear();
        for (var i = 0; i < half; i++)
        {
            var angle = w * (float)StableMath.Exp(i * -(LogOf10000 / (half - 1)));
            into[i] = StableMath.Sin(angle);
            into[half + i] = StableMath.Cos(angle);
        }
    }
}
