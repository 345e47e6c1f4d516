using System.Text.Json.Serialization;

namespace ImageForge.Inference.Pipelines.Configs;

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
