using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>Writes what a network is told beside the latents into those of its inputs that it has.</summary>
internal static class ConditionTensors
{
    /// <summary>Makes a tensor for an input, has it filled and binds it.</summary>
    public delegate Tensor Binder(string input, ReadOnlySpan<long> shape, Action<Tensor> fill);

    /// <summary>Binds texts and sizes.</summary>
    /// <param name="find">One of the network's inputs.</param>
    /// <param name="conditions">For each row what it is told.</param>
    /// <param name="bind">Binds one.</param>
    /// <exception cref="ModelInvalidException">The network wants what the model's other parts do not give.</exception>
    public static void Bind(Func<string, TensorInfo?> find, IReadOnlyList<Conditioning> conditions, Binder bind)
    {
        var text = conditions[0].Text;
        bind(Unet.Text, [conditions.Count, text.Tokens, text.Width], t => Rows(t, conditions, c => c.Text.Hidden));
        if (find(Unet.Pooled) is not null)
        {
            var pooled =
                text.Pooled
                ?? throw new ModelInvalidException(
                    $"a network takes '{Unet.Pooled}', and the text encoder gives neither text_embeds nor pooler_output"
                );
            bind(Unet.Pooled, [conditions.Count, pooled.Length], t => Rows(t, conditions, c => c.Text.Pooled!));
        }

        if (find(Unet.Size) is not null)
        {
            var size =
                conditions[0].Size
                ?? throw new ModelInvalidException(
                    $"a network takes '{Unet.Size}', and model_index.json does not name Stable Diffusion XL"
                );
            bind(Unet.Size, [conditions.Count, size.Length], t => Rows(t, conditions, c => c.Size!));
        }
    }

    private static void Rows(Tensor tensor, IReadOnlyList<Conditioning> conditions, Func<Conditioning, float[]> row)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            tensor.Write(row(conditions[i]), i * (tensor.Count / conditions.Count));
        }
    }
}

/// <summary>What a UNet is told beside the latents.</summary>
/// <param name="Text">The text.</param>
/// <param name="Size">
/// Stable Diffusion XL's size conditions: height and width of the original, top and left of the crop, height and width of the
/// picture, or for its refiner an aesthetic score in place of the last two; absent for others.
/// </param>
internal sealed record Conditioning(TextEmbedding Text, float[]? Size = null);

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
