namespace ImageForge.Inference.Tokenizing;

/// <summary>Lets some tokens of a prompt count more than others.</summary>
internal static class WeightedEmbedding
{
    /// <summary>
    /// Multiplies each token's embedding by its weight, then all by what brings the mean of all back to where it was, as the web
    /// UIs do. Weights of 1 change nothing, not even the last bit.
    /// </summary>
    /// <param name="embeddings">One chunk's: all channels of the first token, of the second …; changed.</param>
    /// <param name="weights">One a token.</param>
    public static void Apply(Span<float> embeddings, ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty || embeddings.Length % weights.Length != 0)
        {
            throw new ArgumentException(
                $"{embeddings.Length} values are not of {weights.Length} tokens",
                nameof(weights)
            );
        }

        if (!weights.ContainsAnyExcept(1f))
        {
            return;
        }

        double before = Sum(embeddings);
        int channels = embeddings.Length / weights.Length;
        for (int token = 0; token < weights.Length; token++)
        {
            Multiply(embeddings.Slice(token * channels, channels), weights[token]);
        }

        double after = Sum(embeddings);
        // Of a sum that vanishes nothing can be brought back.
        if (after != 0)
        {
            Multiply(embeddings, (float)(before / after));
        }
    }

    private static void Multiply(Span<float> values, float factor)
    {
        foreach (ref float value in values)
        {
            value *= factor;
        }
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
