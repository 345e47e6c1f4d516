using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>Reads and writes the parts of an object that every kind has.</summary>
internal static class StoredObject
{
    public static JsonObject Metadata(this JsonObject o)
    {
        if (o["metadata"] is JsonObject metadata)
        {
            return metadata;
        }
        metadata = [];
        o["metadata"] = metadata;
        return metadata;
    }

    public static string Name(this JsonObject o) => o.Text("name") ?? "";

    public static string? Namespace(this JsonObject o) => o.Text("namespace");

    public static string Uid(this JsonObject o) => o.Text("uid") ?? "";

    public static string? Kind(this JsonObject o) => (string?)o["kind"];

    public static string? ApiVersion(this JsonObject o) => (string?)o["apiVersion"];

    public static bool IsTerminating(this JsonObject o) => o["metadata"]?["deletionTimestamp"] is not null;

    public static long ResourceVersion(this JsonObject o) =>
        long.TryParse(o.Text("resourceVersion"), CultureInfo.InvariantCulture, out var version) ? version : 0;

    public static long? Generation(this JsonObject o) => o["metadata"]?["generation"].Integer();

    /// <summary>A whole number however the node came to be (parsed, or made from an int or a long); null for anything else.</summary>
    public static long? Integer(this JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue<long>(out var number) ? number
        : value.TryGetValue<int>(out var small) ? small
        : null;

    public static IEnumerable<string> Finalizers(this JsonObject o) =>
        o["metadata"]?["finalizers"] is JsonArray list ? list.Select(f => (string)f!) : [];

    /// <summary>The labels; empty where there are none.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Labels(this JsonObject o) =>
        o["metadata"]?["labels"] is JsonObject labels
            ? labels.Select(l => KeyValuePair.Create(l.Key, (string?)l.Value ?? ""))
            : [];

    public static JsonObject Copy(this JsonObject o) => (JsonObject)o.DeepClone();

    /// <summary>A time as Kubernetes writes it, whole seconds in UTC.</summary>
    public static string Rfc3339(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Text(this JsonObject o, string field) =>
        o["metadata"]?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
