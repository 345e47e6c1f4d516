using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Kube.Json;

/// <summary>JSON of types private to this client.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Unstructured))]
[JsonSerializable(typeof(ObjectMetadata))]
[JsonSerializable(typeof(ExecCredential))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class KubeJson : JsonSerializerContext;

/// <summary>Reads and writes metadata as every object of the API has them.</summary>
internal sealed class ObjectMetaConverter : JsonConverter<V1ObjectMeta>
{
    public override V1ObjectMeta? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, CoreJson.Of<V1ObjectMeta>());

    public override void Write(Utf8JsonWriter writer, V1ObjectMeta value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, CoreJson.Of<V1ObjectMeta>());
}

/// <summary>Reads and writes the wrapped JSON as it is.</summary>
internal sealed class UnstructuredConverter : JsonConverter<Unstructured>
{
    public override Unstructured Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonNode.Parse(ref reader) as JsonObject is { } json
            ? new Unstructured(json)
            : throw new JsonException("Expected an object.");

    public override void Write(Utf8JsonWriter writer, Unstructured value, JsonSerializerOptions options) =>
        value.Json.WriteTo(writer);
}
