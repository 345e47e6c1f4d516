using ImageForge.Imaging.Pixels;

namespace ImageForge.Inference.Pipelines;

/// <summary>The guidance scale as latent consistency models take it: sines and cosines at falling frequencies.</summary>
/// <remarks>As in diffusers' LatentConsistencyModelPipeline; w is the scale less one, in thousandths.</remarks>
internal static class GuidanceScaleEmbedding
{
    private const float LogOf10000 = 9.2103404f;

    /// <summary>Fills <paramref name="into"/>, whose length is the width of the embedding.</summary>
    public static void Write(float guidance, Span<float> into)
    {
        var half = into.Length / 2;
        var w = (guidance - 1f) * 1000f;
        into.Clear();
        for (var i = 0; i < half; i++)
        {
            // Rounded to single precision at each operation as torch does: w is in the thousands, and so is what rounding shifts.
            var angle = w * StableMath.Exp(i * -(LogOf10000 / (half - 1)));
            into[i] = StableMath.Sin(angle);
            into[half + i] = StableMath.Cos(angle);
        }
    }
}
