using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Cli.Dev;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>
/// Reads objects as JSON. Commands do not use the API's records: a newer operator's objects must be readable, and a command starts faster
/// without the metadata of all records.
/// </summary>
internal static class JsonPaths
{
    /// <summary>JSON for people: as kubectl indents it, and other letters than Latin as they are.</summary>
    public static JsonSerializerOptions Indented { get; } =
        new(JsonSerializerOptions.Default)
        {
            WriteIndented = true,
            IndentSize = 4,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    /// <summary>The member at a path; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>A scalar as text; null where there is none.</summary>
    public static string? TextAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value ? value.ToString() : null;

    /// <summary>A whole number; null where there is none.</summary>
    public static long? NumberAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out long number) ? number : null;

    /// <summary>Whether a flag is true.</summary>
    public static bool FlagAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>A time; null where there is none.</summary>
    public static DateTimeOffset? TimeAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(
            node.TextAt(path),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var t
        )
            ? t
            : null;

    /// <summary>The objects of an array; none where there is no array.</summary>
    public static IEnumerable<JsonObject> ItemsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>A condition of an object; null where it has none of the type.</summary>
    public static JsonObject? Condition(this Unstructured value, string type) =>
        value.Json.ItemsAt("status", "conditions").FirstOrDefault(c => c.TextAt("type") == type);

    /// <summary>The name with which kubectl reports on an object, such as <c>generationjob.imageforge.dev/x</c>.</summary>
    public static string Reference(this Unstructured value) => $"{QualifiedKind(value)}/{value.Metadata.Name}";

    private static string QualifiedKind(Unstructured value) =>
        value.ApiVersion.Split('/') is [var group, _]
            ? $"{value.Kind.ToLowerInvariant()}.{group}"
            : value.Kind.ToLowerInvariant();

    /// <summary>Whether the object is a Storyboard.</summary>
    public static bool IsStoryboard(this Unstructured value) => value.Kind == KnownKinds.Storyboards.Kind;

    /// <summary>Uid of the owner that controls an object; null without one.</summary>
    public static string? ControllerUid(this Unstructured value) =>
        value.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true)?.Uid;
}
