using System.Text.Json.Serialization;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;

namespace ImageForge.Api;

/// <summary>JSON of the three kinds and their lists: camelCase, enumerations by name, absent instead of null.</summary>
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
