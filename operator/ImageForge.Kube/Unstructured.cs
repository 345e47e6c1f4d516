using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageForge.Api.Core;

namespace ImageForge.Kube;

/// <summary>An object of any kind as JSON.</summary>
[JsonConverter(typeof(Json.UnstructuredConverter))]
public sealed class Unstructured : IKubeObject
{
    private ObjectMeta? _metadata;

    /// <summary>Wraps JSON that has <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>.</summary>
    public Unstructured(JsonObject json) => Json = json;

    /// <summary>The whole object.</summary>
    public JsonObject Json { get; }

    /// <inheritdoc/>
    public string ApiVersion => Text("apiVersion");

    /// <inheritdoc/>
    public string Kind => Text("kind");

    /// <inheritdoc/>
    /// <remarks>Read once: later changes of <see cref="Json"/> do not show.</remarks>
    public ObjectMeta Metadata =>
        _metadata ??= Json["metadata"].Deserialize(CoreJson.Default.ObjectMeta) ?? new ObjectMeta();

    private string Text(string field) =>
        Json[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
