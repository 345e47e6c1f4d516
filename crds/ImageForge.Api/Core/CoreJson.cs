using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>
/// JSON of the built-in kinds as the Kubernetes API reads and writes it: camelCase, absent instead of null.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Status))]
public sealed partial class CoreJson : JsonSerializerContext;
