using System.Text.Json.Serialization;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;

namespace ImageForge.Api;

/// <summary>JSON serialization of the three kinds: camelCase, enums by name, nulls omitted.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(TimeConverter), typeof(KubernetesTimeConverter), typeof(DecimalConverter)]
)]
[JsonSerializable(typeof(GenerationJob))]
[JsonSerializable(typeof(Storyboard))]
[JsonSerializable(typeof(AtmosphereProfile))]
public sealed partial class ApiJson : JsonSerializerContext;
