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
