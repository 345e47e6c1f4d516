using System.Text.Json;
using ImageForge.Model;
using k8s;
using k8s.Models;

namespace ImageForge.Kube.Json;

/// <summary>Reads single objects.</summary>
internal static class ObjectReader
{
    /// <summary>Reads one object, or says why it cannot be read.</summary>
    public static (T? Value, UnreadableObject? Unreadable) TryRead<T>(ReadOnlySpan<byte> json, ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return (Read(json, type), null);
        }
        // Converters may throw anything; one object that cannot be read must not hide the others.
        catch (Exception e)
        {
            return (default, Unreadable(json, e is JsonException invalid ? RecordJson.Explain(invalid) : e.Message));
        }
    }

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">It does not fit the type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var value = JsonSerializer.Deserialize(json, type.Reads ?? type.Json) ?? throw new JsonException("null");
        // Lists of built-in kinds leave the kind out of their items.
        type.NameKind(value);
        value.Metadata ??= new V1ObjectMeta();
        // Large, and of no use to a client.
        value.Metadata.ManagedFields = null;
        return value;
    }

    /// <summary>Names the object as far as its metadata can be read; total for all JSON.</summary>
    private static UnreadableObject Unreadable(ReadOnlySpan<byte> json, string error)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var metadata =
            document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("metadata"u8, out var found)
                ? found
                : default;
        return new UnreadableObject(
            new ObjectKey(Text(metadata, "namespace"u8), Text(metadata, "name"u8)),
            Text(metadata, "resourceVersion"u8),
            error
        );
    }

    private static string Text(JsonElement metadata, ReadOnlySpan<byte> name)
    {
        try
        {
            return
                metadata.ValueKind == JsonValueKind.Object
                && metadata.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, but no text.
            return "";
        }
    }
}
