using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Inference.Pipelines.Configs;

/// <summary><c>model_index.json</c>: which pipeline a folder was saved from.</summary>
internal sealed record ModelIndex
{
    /// <summary>The pipeline's class in diffusers, such as <c>StableDiffusionXLPipeline</c>.</summary>
    [JsonPropertyName("_class_name")]
    public string? ClassName { get; init; }

    /// <summary>Whether no negative prompt means an embedding of zeros rather than that of the empty text.</summary>
    public bool? ForceZerosForEmptyPrompt { get; init; }

    /// <summary>Whether an aesthetic score takes the place of the target size.</summary>
    public bool? RequiresAestheticsScore { get; init; }

    /// <summary>Library and class of the first text encoder; null entries where there is none.</summary>
    public JsonElement? TextEncoder { get; init; }

    /// <summary>Library and class of the second text encoder.</summary>
    [JsonPropertyName("text_encoder_2")]
    public JsonElement? TextEncoder2 { get; init; }

    /// <summary>Whether an entry names a component.</summary>
    public static bool Names(JsonElement? entry) =>
        entry is { ValueKind: JsonValueKind.Array } list
        && list.GetArrayLength() == 2
        && list[1].ValueKind == JsonValueKind.String;
}

/// <summary><c>unet/config.json</c>, as far as a pipeline needs it.</summary>
internal sealed record UnetConfig
{
    /// <summary>Channels of the sample: 4, or 9 for inpainting models.</summary>
    public int InChannels { get; init; } = 4;

    /// <summary>Width of the guidance embedding of latent consistency models; absent for others.</summary>
    public int? TimeCondProjDim { get; init; }

    /// <summary>Side of the latents that the model was trained on.</summary>
    public int? SampleSize { get; init; }
}

/// <summary><c>vae_decoder/config.json</c> or <c>vae_encoder/config.json</c>, as far as a pipeline needs it.</summary>
internal sealed record VaeConfig
{
    /// <summary>Channels of a latent.</summary>
    public int LatentChannels { get; init; } = 4;

    /// <summary>What latents are multiplied by before they are denoised.</summary>
    public float ScalingFactor { get; init; } = 0.18215f;

    /// <summary>What is subtracted from latents before they are scaled; absent: nothing.</summary>
    public float? ShiftFactor { get; init; }

    /// <summary>Side in pixels that the model was trained on, and that tiles have.</summary>
    public int? SampleSize { get; init; }

    /// <summary>Channels of each block; each block but the last halves the picture.</summary>
    public IReadOnlyList<int> BlockOutChannels { get; init; } = [128, 256, 512, 512];

    /// <summary>Means of the latents' channels, for models that normalise them.</summary>
    public IReadOnlyList<float>? LatentsMean { get; init; }

    /// <summary>Pixels a side of one latent.</summary>
    public int Factor => 1 << (BlockOutChannels.Count - 1);
}

/// <summary><c>text_encoder/config.json</c>, as far as a pipeline needs it.</summary>
internal sealed record TextEncoderConfig
{
    /// <summary>Channels of a token's embedding.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Layers, and so the number of hidden states less one.</summary>
    public int? NumHiddenLayers { get; init; }

    /// <summary>Most tokens of a text.</summary>
    public int MaxPositionEmbeddings { get; init; } = 77;
}

/// <summary>Reads the JSON files of a model folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(ModelIndex))]
[JsonSerializable(typeof(UnetConfig))]
[JsonSerializable(typeof(VaeConfig))]
[JsonSerializable(typeof(TextEncoderConfig))]
internal sealed partial class ConfigJson : JsonSerializerContext;
