using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>Reads fields of definitions that may have the wrong type.</summary>
internal static class Texts
{
    /// <summary>The text of a field; empty where it is absent or no text.</summary>
    public static string Of(JsonNode? node) => JsonKinds.Of(node) == JsonKind.String ? JsonKinds.Text(node!) : "";

    public static bool IsTrue(JsonNode? node) => JsonKinds.Of(node) == JsonKind.Boolean && JsonKinds.Boolean(node!);

    public static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
