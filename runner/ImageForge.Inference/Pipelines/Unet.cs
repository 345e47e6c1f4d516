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
