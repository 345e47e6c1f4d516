using System.Text.Json;
using ImageForge.Api;
using ImageForge.Kube.Json;
using k8s;
using k8s.Models;

namespace ImageForge.Kube.Watching;

/// <summary>Reads one line of a watch.</summary>
internal static class WatchLine
{
    public static WatchEvent<T> Parse<T>(ReadOnlySpan<byte> line, ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        // Every object of a cache comes this way: what the server writes is not read twice.
        if (
            TrySplit(line, out var change, out var last)
            && ObjectReader.TryRead(last, type) is { Unreadable: null } read
        )
        {
            return Object(change, read);
        }
        var kind = Split(line, out var json);
        switch (kind)
        {
            case "BOOKMARK":
                var reader = new Utf8JsonReader(json);
                var meta = JsonElement.ParseValue(ref reader).TryGetProperty("metadata"u8, out var metadata)
                    ? metadata.Deserialize(CoreJson.Of<V1ObjectMeta>())
                    : null;
                return new WatchEvent<T>.Bookmark(meta?.ResourceVersion ?? "");
            case "ERROR":
                return new WatchEvent<T>.Error(
                    JsonSerializer.Deserialize(json, CoreJson.Of<V1Status>()) ?? new V1Status()
                );
            case "ADDED" or "MODIFIED" or "DELETED":
                return Object(kind, ObjectReader.TryRead(json, type));
            default:
                throw new JsonException($"Unexpected watch event type \"{kind}\".");
        }
    }

    private static WatchEvent<T> Object<T>(string kind, (T? Value, UnreadableObject? Unreadable) read) =>
        (kind, read) switch
        {
            // Reported as unreadable also when deleted: either way the object is not (or no longer) to be kept.
            (_, { Unreadable: { } unreadable }) => new WatchEvent<T>.Unreadable(unreadable),
            ("ADDED", _) => new WatchEvent<T>.Added(read.Value!),
            ("MODIFIED", _) => new WatchEvent<T>.Modified(read.Value!),
            _ => new WatchEvent<T>.Deleted(read.Value!),
        };

    /// <summary>
    /// Finds the object of a change where it is the last field, without reading it. It may be followed by more than the end of
    /// the line if the line is not as the API server writes it; then it is not one JSON value, and cannot be read.
    /// </summary>
    private static bool TrySplit(ReadOnlySpan<byte> line, out string kind, out ReadOnlySpan<byte> json)
    {
        kind = "";
        json = line.TrimEnd(" \r\t"u8);
        var reader = new Utf8JsonReader(line);
        if (!json.EndsWith("}"u8) || !reader.Read() || !IsNext(ref reader, "type"u8) || !reader.Read())
        {
            return false;
        }

        kind =
            reader.TokenType != JsonTokenType.String ? ""
            : reader.ValueTextEquals("ADDED"u8) ? "ADDED"
            : reader.ValueTextEquals("MODIFIED"u8) ? "MODIFIED"
            : reader.ValueTextEquals("DELETED"u8) ? "DELETED"
            : "";
        if (kind.Length == 0 || !IsNext(ref reader, "object"u8))
        {
            return false;
        }

        json = json[(int)reader.BytesConsumed..^1];
        return true;
    }

    private static bool IsNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name);

    /// <summary>Finds the object wherever it is.</summary>
    private static string Split(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> json)
    {
        string? type = null;
        json = default;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType)
            {
                type = reader.GetString();
                continue;
            }
            reader.Skip();
            if (isObject)
            {
                json = line[start..(int)reader.BytesConsumed];
            }
        }
        return type is null || json.IsEmpty ? throw new JsonException("Watch event without type or object.") : type;
    }
}
