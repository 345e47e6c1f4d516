using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageForge.Kube.Json;

/// <summary>JSON of types private to this client.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Unstructured))]
[JsonSerializable(typeof(ExecCredential))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class KubeJson : JsonSerializerContext;
