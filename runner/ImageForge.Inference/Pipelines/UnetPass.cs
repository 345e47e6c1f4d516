using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>
/// A UNet with all that does not change from step to step bound to it: texts and sizes go to the device once, and a step moves
/// the latents and the timestep only.
/// </summary>
internal sealed class UnetPass : IDisposable
{
    private readonly Unet unet;
    private readonly RunBinding binding;
    private readonly List<Tensor> constants = [];
    private readonly Tensor sample;
    private readonly Tensor output;
    private readonly TimestepTensor timestep;
    private readonly PlaneSize latent;
    private readonly int channels;

    /// <summary>Binds a batch.</summary>
    /// <param name="unet">The network.</param>
    /// <param name="latent">Size of a latent.</param>
    /// <param name="channels">Channels of the network's sample, those of the latent first.</param>
    /// <param name="conditions">For each row what it is told.</param>
    /// <param name="guidance">The guidance scale, for networks that take it.</param>
    public UnetPass(Unet unet, PlaneSize latent, int channels, IReadOnlyList<Conditioning> conditions, float guidance)
    {
        (this.unet, this.latent, this.channels) = (unet, latent, channels);
        Rows = conditions.Count;
        binding = unet.Session.Bind();
        try
        {
            var input = Require(Unet.Sample);
            sample = Keep(Tensor.Create(unet.Runtime, input.ElementType, Rows, channels, latent.Height, latent.Width));
            var out0 = unet.Session.Outputs[0];
            output = Keep(
                Tensor.Create(unet.Runtime, out0.ElementType, Rows, latent.Channels, latent.Height, latent.Width)
            );
            timestep = new TimestepTensor(unet.Runtime, Require(Unet.Timestep), Rows);
            binding.Input(Unet.Sample, sample);
            binding.Input(Unet.Timestep, timestep.Tensor);
            BindConditions(conditions, guidance);
            binding.Output(out0.Name, output);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Rows of the batch.</summary>
    public int Rows { get; }

    /// <summary>The network's sample, for whoever else reads it.</summary>
    public Tensor SampleTensor => sample;

    /// <summary>The timestep, for whoever else reads it.</summary>
    public Tensor TimestepTensor => timestep.Tensor;

    /// <summary>Binds an input that changes: it goes to the device at each step.</summary>
    public void Bind(string name, Tensor tensor) => binding.Input(name, tensor);

    /// <summary>Sets the channels behind those of the latent, which stay the same in all steps.</summary>
    public void SetExtraChannels(int row, ReadOnlySpan<float> planes) =>
        sample.Write(planes, row * channels * latent.Area + latent.Length);

    /// <summary>Writes the latents that the next <see cref="Run"/> looks at.</summary>
    /// <param name="latents">One or more latents; rows repeat them in turn.</param>
    /// <param name="at">The timestep.</param>
    public void Set(ReadOnlySpan<float> latents, float at)
    {
        for (var row = 0; row < Rows; row++)
        {
            var from = row * latent.Length % latents.Length;
            sample.Write(latents.Slice(from, latent.Length), row * channels * latent.Area);
        }

        timestep.Set(at);
    }

    /// <summary>Predicts.</summary>
    public void Run(CancellationToken cancellationToken) => binding.Run(cancellationToken);

    /// <summary>Reads what was predicted, from a row on, as many rows as there is room for.</summary>
    public void Read(int firstRow, Span<float> into) => output.Read(into, firstRow * latent.Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        binding.Dispose();
        timestep?.Dispose();
        foreach (var tensor in constants)
        {
            tensor.Dispose();
        }
    }

    private void BindConditions(IReadOnlyList<Conditioning> conditions, float guidance)
    {
        var text = conditions[0].Text;
        Constant(Unet.Text, [Rows, text.Tokens, text.Width], row => conditions[row].Text.Hidden);
        if (unet.Find(Unet.Pooled) is not null)
        {
            var pooled =
                text.Pooled
                ?? throw new ModelInvalidException(
                    $"Model '{unet.Session.Path}' takes '{Unet.Pooled}', and the text encoder gives neither text_embeds nor pooler_output."
                );
            Constant(Unet.Pooled, [Rows, pooled.Length], row => conditions[row].Text.Pooled!);
        }

        if (unet.Find(Unet.Size) is not null)
        {
            var size =
                conditions[0].Size
                ?? throw new ModelInvalidException(
                    $"Model '{unet.Session.Path}' takes '{Unet.Size}', and model_index.json does not name Stable Diffusion XL."
                );
            Constant(Unet.Size, [Rows, size.Length], row => conditions[row].Size!);
        }

        if (unet.Find(Unet.Scale) is { } scale)
        {
            var embedding = new float[
                scale.Shape is [_, > 0 and var width]
                    ? width
                    : throw new ModelInvalidException(
                        $"Model '{unet.Session.Path}': input '{Unet.Scale}' is {scale.Description}, which does not say how wide it is."
                    )
            ];
            GuidanceScaleEmbedding.Write(guidance, embedding);
            Constant(Unet.Scale, [Rows, embedding.Length], _ => embedding);
        }
    }

    private void Constant(string name, ReadOnlySpan<long> shape, Func<int, float[]> row)
    {
        var tensor = Keep(Tensor.Create(unet.Runtime, Require(name).ElementType, shape));
        for (var i = 0; i < Rows; i++)
        {
            tensor.Write(row(i), i * (tensor.Count / Rows));
        }

        binding.Constant(name, tensor);
    }

    private TensorInfo Require(string input) =>
        unet.Find(input)
        ?? throw new ModelInvalidException(
            $"Model '{unet.Session.Path}' has no input '{input}'; it has {string.Join(", ", unet.Session.Inputs.Select(i => i.Name))}."
        );

    private Tensor Keep(Tensor tensor)
    {
        constants.Add(tensor);
        return tensor;
    }
}
