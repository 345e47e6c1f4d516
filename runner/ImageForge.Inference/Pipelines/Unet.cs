using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>The network that predicts what to take away from a latent at a timestep.</summary>
internal sealed class Unet : IDisposable
{
    public const string Sample = "sample";
    public const string Timestep = "timestep";
    public const string Text = "encoder_hidden_states";
    public const string Pooled = "text_embeds";
    public const string Size = "time_ids";
    public const string Scale = "timestep_cond";

    private static readonly string[] Known = [Sample, Timestep, Text, Pooled, Size, Scale];

    private Unet(OnnxRuntime runtime, OnnxSession session)
    {
        (Runtime, Session) = (runtime, session);
        if (
            session.Inputs.FirstOrDefault(i => !Known.Contains(i.Name) && !ControlPorts.IsResidual(i.Name)) is { } other
        )
        {
            throw new ModelInvalidException(
                $"Model '{session.Path}': input '{other.Name}' ({other.Description}) is not supported; supported are {string.Join(", ", Known)}."
            );
        }
    }

    /// <summary>The library.</summary>
    public OnnxRuntime Runtime { get; }

    /// <summary>The network.</summary>
    public OnnxSession Session { get; }

    /// <summary>Whether it takes the guidance scale itself, so that nothing is guided outside of it.</summary>
    public bool TakesScale => Find(Scale) is not null;

    /// <summary>Whether it takes what a ControlNet gives.</summary>
    public bool TakesResiduals => Session.Inputs.Any(i => ControlPorts.IsResidual(i.Name));

    /// <summary>Opens the component of a model folder.</summary>
    public static Unet Open(
        OnnxRuntime runtime,
        ModelFolder folder,
        SessionSettings settings,
        CancellationToken cancellationToken
    )
    {
        var session = OnnxSession.Open(runtime, folder.Network("unet"), settings, cancellationToken);
        try
        {
            return new Unet(runtime, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>One of its inputs, or null where it has none of that name.</summary>
    public TensorInfo? Find(string input) => Session.Inputs.FirstOrDefault(i => i.Name == input);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}

/// <summary>A timestep in the type and rank that a network wants: exports differ in both.</summary>
internal sealed class TimestepTensor : IDisposable
{
    /// <summary>Makes one for an input.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="input">The network's input.</param>
    /// <param name="rows">Rows of the batch, for networks that want one for each.</param>
    public TimestepTensor(OnnxRuntime runtime, TensorInfo input, int rows)
    {
        Tensor = input.Shape switch
        {
            [] => Tensor.Create(runtime, input.ElementType),
            [> 0 and var fixedCount] => Tensor.Create(runtime, input.ElementType, fixedCount),
            [_] => Tensor.Create(
                runtime,
                input.ElementType,
                input.Dimensions[0].Contains("batch", StringComparison.Ordinal) ? rows : 1
            ),
            _ => throw new ModelInvalidException(
                $"input '{input.Name}' is {input.Description}; a timestep is one number or one for each row"
            ),
        };
    }

    /// <summary>What is bound.</summary>
    public Tensor Tensor { get; }

    /// <summary>Sets all of its elements.</summary>
    public void Set(float timestep) => Tensor.Fill(timestep);

    /// <inheritdoc/>
    public void Dispose() => Tensor.Dispose();
}

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
