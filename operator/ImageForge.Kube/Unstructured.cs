using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageForge.Api;
using k8s;
using k8s.Models;

namespace ImageForge.Kube;

/// <summary>An object of any kind as JSON.</summary>
[JsonConverter(typeof(Json.UnstructuredConverter))]
public sealed class Unstructured : IKubernetesObject<V1ObjectMeta>
{
    private V1ObjectMeta? _metadata;

    /// <summary>Wraps JSON that has <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>.</summary>
    public Unstructured(JsonObject json) => Json = json;

    /// <summary>The whole object.</summary>
    public JsonObject Json { get; }

    /// <inheritdoc/>
    public string ApiVersion
    {
        get => Text("apiVersion");
        set => Json["apiVersion"] = value;
    }

    /// <inheritdoc/>
    public string Kind
    {
        get => Text("kind");
        set => Json["kind"] = value;
    }

    /// <inheritdoc/>
    /// <remarks>Read once: later changes of <see cref="Json"/> do not show.</remarks>
    public V1ObjectMeta Metadata
    {
        get => _metadata ??= Json["metadata"].Deserialize(CoreJson.Of<V1ObjectMeta>()) ?? new V1ObjectMeta();
        set => Json["metadata"] = JsonSerializer.SerializeToNode(_metadata = value, CoreJson.Of<V1ObjectMeta>());
    }

    private string Text(string field) =>
        Json[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
