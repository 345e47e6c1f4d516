using System.Text.Json;
using ImageForge.Api;
using ImageForge.Model;
using k8s;
using k8s.Models;

namespace ImageForge.Kube.Json;

/// <summary>Reads a list's items one by one, so that one that does not fit does not lose the others.</summary>
/// <remarks>Not KubernetesClient's: one unreadable item loses its whole list (LibraryTests).</remarks>
internal static class ListReader
{
    public static ListPage<T> ReadList<T>(ReadOnlySpan<byte> json, ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var meta = new V1ListMeta();
        List<T> items = [];
        List<UnreadableObject> unreadable = [];
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                meta = JsonSerializer.Deserialize(ref reader, CoreJson.Of<V1ListMeta>()) ?? meta;
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                ReadItems(ref reader, json, type, items, unreadable);
            }
            else
            {
                reader.Skip();
            }
        }
        return new ListPage<T>(
            items,
            unreadable,
            meta.ResourceVersion ?? "",
            string.IsNullOrEmpty(meta.ContinueProperty) ? null : meta.ContinueProperty
        );
    }

    /// <summary>Reads one object, or says why it cannot be read.</summary>
    public static (T? Value, UnreadableObject? Unreadable) ReadObject<T>(ReadOnlySpan<byte> json, ResourceType<T> type)
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

    private static void ReadItems<T>(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        ResourceType<T> type,
        List<T> items,
        List<UnreadableObject> unreadable
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var (value, bad) = ReadObject(json[start..(int)reader.BytesConsumed], type);
            if (bad is not null)
            {
                unreadable.Add(bad);
                continue;
            }
            items.Add(value!);
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException("Expected a list.");
        }
    }
}
