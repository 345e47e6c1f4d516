using System.Text.Json.Serialization;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>The documents of a cache.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CacheEntry))]
[JsonSerializable(typeof(PartialEntry))]
[JsonSerializable(typeof(DigestRecord))]
internal sealed partial class CacheJson : JsonSerializerContext;
