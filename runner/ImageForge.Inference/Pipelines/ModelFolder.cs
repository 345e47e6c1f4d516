using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Pipelines.Configs;
using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Pipelines;

/// <summary>A folder with the ONNX export of a Stable Diffusion pipeline, in the layout that optimum writes.</summary>
internal sealed record ModelFolder
{
    /// <summary>The file of each component.</summary>
    internal const string Onnx = "model.onnx";

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>What kind of model it holds.</summary>
    public required ModelFamily Family { get; init; }

    public required UnetConfig Unet { get; init; }

    public required VaeConfig Vae { get; init; }

    /// <summary>The scheduler that the model was made for.</summary>
    public required SchedulerConfig Scheduler { get; init; }

    /// <summary>Whether no negative prompt means an embedding of zeros.</summary>
    public required bool ZerosForEmptyPrompt { get; init; }

    /// <summary>Whether an aesthetic score takes the place of the target size among the conditions.</summary>
    public required bool AestheticScore { get; init; }

    /// <summary>Pixels a side of one latent; widths and heights are multiples of it, and of 8.</summary>
    public int Factor => Vae.Factor;

    /// <summary>Reads the folder's configuration and sees that the files are there; no model is loaded.</summary>
    /// <exception cref="ModelInvalidException">A file is missing or does not say what it should; the message names it.</exception>
    public static ModelFolder Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ModelInvalidException(
                System.IO.File.Exists(path)
                    ? $"the model '{path}' is a file, and a diffusion model is a folder with model_index.json (one network from picture to picture is for the back end OnnxStyle)"
                    : $"the model '{path}' does not exist"
            );
        }

        var index = ReadJson(path, "model_index.json", ConfigJson.Default.ModelIndex);
        var family = FamilyOf(index, path);
        foreach (var component in Needed(family))
        {
            Require(path, component);
        }

        var vae = ReadJson(path, "vae_decoder/config.json", ConfigJson.Default.VaeConfig);
        if (vae.LatentsMean is not null)
        {
            throw new ModelInvalidException(
                $"the model '{path}': vae_decoder/config.json has latents_mean, which is not supported"
            );
        }

        return new ModelFolder
        {
            Path = path,
            Family = family,
            Unet = ReadJson(path, "unet/config.json", ConfigJson.Default.UnetConfig),
            Vae = vae,
            Scheduler = SchedulerConfig.Parse(
                System.IO.File.ReadAllBytes(System.IO.Path.Combine(path, SchedulerConfig.File))
            ),
            ZerosForEmptyPrompt = index.ForceZerosForEmptyPrompt ?? family != ModelFamily.StableDiffusion,
            AestheticScore = index.RequiresAestheticsScore ?? family == ModelFamily.StableDiffusionXLRefiner,
        };
    }

    /// <summary>The path of a file in the folder.</summary>
    public string File(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>The path of a component's network.</summary>
    /// <exception cref="ModelInvalidException">The folder has none.</exception>
    public string Network(string component)
    {
        Require(Path, $"{component}/{Onnx}");
        return File($"{component}/{Onnx}");
    }

    /// <summary>Whether the folder has a component.</summary>
    public bool Has(string component) => System.IO.File.Exists(File($"{component}/{Onnx}"));

    /// <summary>A component's configuration.</summary>
    public TextEncoderConfig TextEncoderConfig(string component) =>
        ReadJson(Path, $"{component}/config.json", ConfigJson.Default.TextEncoderConfig);

    private static ModelFamily FamilyOf(ModelIndex index, string path) =>
        index.ClassName switch
        {
            { } name when name.Contains("StableDiffusionXL", StringComparison.Ordinal) => ModelIndex.Names(
                index.TextEncoder
            )
                ? ModelFamily.StableDiffusionXL
                : ModelFamily.StableDiffusionXLRefiner,
            { } name when ModelIndex.Names(index.TextEncoder2) => throw Foreign(path, name),
            { } name
                when name.Contains("StableDiffusion", StringComparison.Ordinal)
                    && !name.Contains("StableDiffusion3", StringComparison.Ordinal) => ModelFamily.StableDiffusion,
            { } name when name.Contains("LatentConsistencyModel", StringComparison.Ordinal) =>
                ModelFamily.StableDiffusion,
            { } name => throw Foreign(path, name),
            null => throw new ModelInvalidException($"the model '{path}': model_index.json has no _class_name"),
        };

    private static ModelInvalidException Foreign(string path, string name) =>
        new(
            $"the model '{path}' was saved from {name}; supported are Stable Diffusion 1.x and 2.x, XL, its refiner, Turbo and LCM"
        );

    private static string[] Needed(ModelFamily family)
    {
        string[] texts = family switch
        {
            ModelFamily.StableDiffusion => ["text_encoder"],
            ModelFamily.StableDiffusionXL => ["text_encoder", "text_encoder_2"],
            _ => ["text_encoder_2"],
        };
        return
        [
            "unet/config.json",
            $"unet/{Onnx}",
            "vae_decoder/config.json",
            $"vae_decoder/{Onnx}",
            "scheduler/scheduler_config.json",
            .. texts.Select(t => $"{t}/{Onnx}"),
            .. texts.Select(t => $"{TokenizerOf(t)}/vocab.json"),
            .. texts.Select(t => $"{TokenizerOf(t)}/merges.txt"),
        ];
    }

    /// <summary>The tokenizer's folder that goes with a text encoder's.</summary>
    public static string TokenizerOf(string textEncoder) =>
        textEncoder.Replace("text_encoder", "tokenizer", StringComparison.Ordinal);

    private static void Require(string path, string relative)
    {
        if (System.IO.File.Exists(System.IO.Path.Combine(path, relative)))
        {
            return;
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(path, relative))!;
        var weights = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.safetensors").FirstOrDefault()
            : null;
        throw new ModelInvalidException(
            $"the model '{path}' has no {relative}"
                + (
                    weights is null
                        ? "; expected is the layout that optimum exports (model_index.json, unet, vae_decoder, text_encoder, tokenizer, scheduler)"
                        : $", but {System.IO.Path.GetFileName(weights)}: it was not exported to ONNX yet (optimum-cli export onnx)"
                )
        );
    }

    private static T ReadJson<T>(string path, string relative, JsonTypeInfo<T> type)
    {
        Require(path, relative);
        try
        {
            using var file = System.IO.File.OpenRead(System.IO.Path.Combine(path, relative));
            return JsonSerializer.Deserialize(file, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new ModelInvalidException($"the model '{path}': {relative} cannot be read: {e.Message}", e);
        }
    }
}
