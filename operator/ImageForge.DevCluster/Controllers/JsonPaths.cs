using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Reads fields of objects that the API server has validated; what is absent or of another type is null.</summary>
internal static class JsonPaths
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            node = (node as JsonObject)?[step];
        }
        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A whole number, whichever numeric type holds it.</summary>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static bool? Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The objects of a list; none where there is no list.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The strings of a list; none where there is no list.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray list ? [.. list.Select(i => i.Text() ?? "")] : [];

    /// <summary>The strings of a map, in its order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Map(
        this JsonNode? node,
        params ReadOnlySpan<string> path
    ) => node.At(path) is JsonObject map ? map.Select(p => KeyValuePair.Create(p.Key, p.Value.Text() ?? "")) : [];

    /// <summary>A time as Kubernetes writes it.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(
            node.Text(path),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
}
