using System.Text.Json.Serialization;

namespace ImageForge.Runner.Staging;

/// <summary>How records of staged pictures are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StagedPicture))]
internal sealed partial class StagingJson : JsonSerializerContext;
