using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>
/// A Stable Diffusion model in memory: text encoders, UNet and decoder; encoder and ControlNets are loaded when first needed.
/// It stays until it is disposed of, so that a second picture need not wait for it. For one picture at a time.
/// </summary>
public sealed class DiffusionModel : IDisposable
{
    private readonly OnnxRuntime _runtime;
    private readonly SessionSettings _settings;
    private readonly List<IDisposable> _parts = [];
    private readonly Dictionary<string, ControlNet> _controlNets = new(StringComparer.Ordinal);
    private VaeEncoder? _encoder;

    private DiffusionModel(OnnxRuntime runtime, ModelFolder folder, SessionSettings settings) =>
        (_runtime, Folder, _settings) = (runtime, folder, settings);

    /// <summary>The kind of model.</summary>
    public ModelFamily Family => Folder.Family;

    /// <summary>What it runs on.</summary>
    public ProviderReport Provider => Unet.Session.Provider;

    /// <summary>What kind of schedule the model was trained for.</summary>
    public DiffusionTraits Traits =>
        Unet.TakesScale || Folder.Scheduler.ClassName == "LCMScheduler" ? DiffusionTraits.Consistency
        // Only models that were distilled to few steps are saved with Euler's method spaced so.
        : Folder.Scheduler is { TimestepSpacing: "trailing", ClassName: { } name }
        && name.StartsWith("Euler", StringComparison.Ordinal)
            ? DiffusionTraits.Turbo
        : DiffusionTraits.Full;

    internal ModelFolder Folder { get; }

    internal PromptReader Prompts { get; private set; } = null!;

    internal Unet Unet { get; private set; } = null!;

    internal VaeDecoder Decoder { get; private set; } = null!;

    /// <summary>Loads a model folder in the layout that optimum exports.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="path">The folder.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="loading">Is told each part before it is loaded.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ModelInvalidException">The folder is not of that layout, or a file in it is not what it should be.</exception>
    public static DiffusionModel Open(
        OnnxRuntime runtime,
        string path,
        SessionSettings settings,
        IProgress<string>? loading = null,
        CancellationToken cancellationToken = default
    )
    {
        var model = new DiffusionModel(runtime, ModelFolder.Read(path), settings);
        try
        {
            loading?.Report("unet");
            model.Unet = model.Keep(Unet.Open(runtime, model.Folder, settings, cancellationToken));
            loading?.Report("vae_decoder");
            model.Decoder = model.Keep(VaeDecoder.Open(runtime, model.Folder, settings, cancellationToken));
            model.Prompts = model.Keep(PromptReader.Open(runtime, model.Folder, settings, loading, cancellationToken));
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>What of a request's prompts the model does not read; empty where it reads all.</summary>
    public IEnumerable<PromptWarning> PromptWarnings(DiffusionRequest request) => Prompts.Warnings(request);

    /// <summary>The encoder, loaded if it was not.</summary>
    internal VaeEncoder Encoder(CancellationToken cancellationToken) =>
        _encoder ??= Keep(VaeEncoder.Open(_runtime, Folder, _settings, cancellationToken));

    /// <summary>A ControlNet, loaded if it was not.</summary>
    /// <param name="path">Its file or folder; absent: the model's own.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    internal ControlNet Control(string? path, CancellationToken cancellationToken)
    {
        path ??= Folder.File(ControlNet.Component);
        if (!_controlNets.TryGetValue(path, out var net))
        {
            net = Keep(ControlNet.Open(_runtime, path, _settings, cancellationToken));
            _controlNets.Add(path, net);
        }

        return net;
    }

    /// <summary>Unloads all of it.</summary>
    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        _parts.Clear();
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }
}

/// <summary>The kinds of model folder that are understood.</summary>
public enum ModelFamily
{
    /// <summary>Stable Diffusion 1.x and 2.x and what was made from them (Turbo, LCM, inpainting).</summary>
    StableDiffusion,

    /// <summary>Stable Diffusion XL: two text encoders, and the size as a condition.</summary>
    StableDiffusionXL,

    /// <summary>The refiner of Stable Diffusion XL: the second text encoder alone, and an aesthetic score as a condition.</summary>
    StableDiffusionXLRefiner,
}

/// <summary>What a model's steps are like.</summary>
public enum DiffusionTraits
{
    /// <summary>Dozens of small ones.</summary>
    Full,

    /// <summary>One to four, without guidance: adversarial distillation (Turbo).</summary>
    Turbo,

    /// <summary>Two to eight, with the guidance scale as an input or none: latent consistency.</summary>
    Consistency,
}
