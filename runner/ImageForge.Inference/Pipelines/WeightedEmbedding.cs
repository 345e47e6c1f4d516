namespace ImageForge.Inference.Pipelines;

/// <summary>Lets some tokens of a text count more than others.</summary>
internal static class WeightedEmbedding
{
    /// <summary>
    /// Multiplies each token's vector by its weight and then all of them so that their mean is as it was: the way of the
    /// Stable Diffusion web UI, which prompts with weights are written for.
    /// </summary>
    /// <param name="embedding">A vector for each token, one after the other.</param>
    /// <param name="weights">One for each token.</param>
    public static void Apply(Span<float> embedding, ReadOnlySpan<float> weights)
    {
        var width = embedding.Length / weights.Length;
        var before = Mean(embedding);
        for (var i = 0; i < embedding.Length; i++)
        {
            embedding[i] *= weights[i / width];
        }

        var after = Mean(embedding);
        if (after == 0 || before == 0)
        {
            // Nothing to keep: the vectors cancel out.
            return;
        }

        var scale = (float)(before / after);
        foreach (ref var value in embedding)
        {
            value *= scale;
        }
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
