using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.ChartWriter;

/// <summary>A value of the chart.</summary>
/// <param name="Path">Its keys, joined by dots.</param>
/// <param name="Default">What values.yaml has.</param>
/// <param name="Description">The comment above it; empty where there is none.</param>
/// <param name="Schema">What <c># @schema</c> adds to the schema of its default.</param>
/// <param name="IsConfiguration">Whether it is the operator's configuration (<c># @schema configuration</c>).</param>
/// <param name="Children">The values below it.</param>
internal sealed record ChartValue(
    string Path,
    JsonNode? Default,
    string Description,
    JsonObject Schema,
    bool IsConfiguration,
    IReadOnlyList<ChartValue> Children
)
{
    private const string Annotation = "@schema ";

    /// <summary>The last of its keys.</summary>
    public string Key => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Reads values.yaml with its comments.</summary>
    /// <exception cref="FormatException">An annotation is not JSON.</exception>
    public static IReadOnlyList<ChartValue> Read(string yaml)
    {
        var document = YamlReader.Read(yaml)[0];
        string[] lines = [.. yaml.Split('\n').Select(line => line.Trim())];
        return Children("", document.Value);

        IReadOnlyList<ChartValue> Children(string prefix, JsonNode? value) =>
            value is JsonObject fields ? [.. fields.Select(field => Value(prefix + field.Key, field.Value))] : [];

        ChartValue Value(string path, JsonNode? value)
        {
            var comment = Comment((int)document.PositionOf(path).Line - 1);
            var annotation = comment.Find(line => line.StartsWith(Annotation, StringComparison.Ordinal));
            var text = annotation?[Annotation.Length..];
            return new(
                path,
                value,
                string.Join(' ', comment.Where(line => line != annotation)),
                text is null or "configuration" ? [] : Parse(path, text),
                text == "configuration",
                Children(path + ".", value)
            );
        }

        // The lines of the comment directly above a line.
        List<string> Comment(int line) =>
            [
                .. lines[..line]
                    .Reverse()
                    .TakeWhile(above => above.StartsWith('#'))
                    .Reverse()
                    .Select(above => above.TrimStart('#', ' ')),
            ];
    }

    private static JsonObject Parse(string path, string annotation)
    {
        try
        {
            return JsonNode.Parse(annotation)!.AsObject();
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: the annotation is not JSON: {e.Message}");
        }
    }
}
