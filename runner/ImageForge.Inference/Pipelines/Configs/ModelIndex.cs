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
