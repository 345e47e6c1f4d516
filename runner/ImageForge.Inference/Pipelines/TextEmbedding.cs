namespace ImageForge.Inference.Pipelines;

/// <summary>A text as a diffusion model reads it.</summary>
/// <param name="Hidden">For each token a vector, token by token.</param>
/// <param name="Tokens">How many tokens.</param>
/// <param name="Pooled">One vector for the whole text; absent where the encoder gives none.</param>
internal sealed record TextEmbedding(float[] Hidden, int Tokens, float[]? Pooled)
{
    /// <summary>Length of a token's vector.</summary>
    public int Width => Hidden.Length / Tokens;

    /// <summary>Zeros of the same size: what some models take for no text at all.</summary>
    public TextEmbedding Zeros() =>
        new(new float[Hidden.Length], Tokens, Pooled is null ? null : new float[Pooled.Length]);

    /// <summary>Two encoders' readings side by side: their vectors in a row, and what the second says of the whole.</summary>
    public TextEmbedding Beside(TextEmbedding second)
    {
        var joined = new float[Hidden.Length + second.Hidden.Length];
        var width = Width + second.Width;
        for (var token = 0; token < Tokens; token++)
        {
            Hidden.AsSpan(token * Width, Width).CopyTo(joined.AsSpan(token * width));
            second.Hidden.AsSpan(token * second.Width, second.Width).CopyTo(joined.AsSpan(token * width + Width));
        }

        return new(joined, Tokens, second.Pooled);
    }
}
