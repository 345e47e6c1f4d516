using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Cli.Manifests;

/// <summary>One object of a manifest file.</summary>
/// <param name="File">The file.</param>
/// <param name="Document">The YAML document.</param>
/// <param name="Object">The object.</param>
/// <param name="Path">Path within the document: empty, or such as <c>items[0]</c> in a List.</param>
internal sealed record ManifestDocument(string File, YamlDocument Document, JsonObject Object, string Path = "")
{
    public string Kind => Text("kind");

    public string ApiVersion => Text("apiVersion");

    public string Name => Object["metadata"] is JsonObject metadata ? Text(metadata, "name") : "";

    /// <summary>Position of a field as <c>file:line:column</c>.</summary>
    public string Place(string path)
    {
        var at = Document.PositionOf(string.Join('.', new[] { Path, path }.Where(part => part.Length > 0)));
        return $"{File}:{at.Line}:{at.Column}";
    }

    private string Text(string field) => Text(Object, field);

    private static string Text(JsonObject parent, string field) =>
        parent[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
