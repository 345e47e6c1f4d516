using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api.Core;

namespace ImageForge.Kube.Json;

/// <summary>Reads a list's items one by one, so that one that does not fit does not lose the others.</summary>
internal static class ListReader
{
    public static ListPage<T> Read<T>(ReadOnlySpan<byte> json, ResourceType<T> type)
        where T : IKubeObject
    {
        var meta = new ListMeta();
        List<T> items = [];
        List<UnreadableObject> unreadable = [];
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                meta = JsonSerializer.Deserialize(ref reader, CoreJson.Default.ListMeta) ?? meta;
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
            string.IsNullOrEmpty(meta.Continue) ? null : meta.Continue
        );
    }

    /// <summary>Reads one object, or says why it cannot be read.</summary>
    public static (T? Value, UnreadableObject? Unreadable) ReadObject<T>(
        ReadOnlySpan<byte> json,
        JsonTypeInfo<T> typeInfo
    )
    {
        try
        {
            return (JsonSerializer.Deserialize(json, typeInfo) ?? throw new JsonException("null"), null);
        }
        // Converters may throw anything; one object that cannot be read must not hide the others.
        catch (Exception e)
        {
            return (default, Unreadable(json, e.Message));
        }
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
        where T : IKubeObject
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var (value, bad) = ReadObject(json[start..(int)reader.BytesConsumed], type.Json);
            if (bad is not null)
            {
                unreadable.Add(bad);
                continue;
            }
            // Lists of built-in kinds leave kind and apiVersion out of their items.
            if (value is Unstructured { Kind: "" } plain)
            {
                plain.Json["apiVersion"] = type.ApiVersion;
                plain.Json["kind"] = type.Kind;
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
