using System.Text.Json.Serialization;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;

namespace ImageForge.Api;

/// <summary>JSON serialization of the three kinds and their lists: camelCase, enums by name, nulls omitted.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(TimeConverter), typeof(DecimalConverter)]
)]
[JsonSerializable(typeof(GenerationJob))]
[JsonSerializable(typeof(GenerationJobList))]
[JsonSerializable(typeof(Storyboard))]
[JsonSerializable(typeof(StoryboardList))]
[JsonSerializable(typeof(AtmosphereProfile))]
[JsonSerializable(typeof(AtmosphereProfileList))]
public sealed partial class ApiJson : JsonSerializerContext;
