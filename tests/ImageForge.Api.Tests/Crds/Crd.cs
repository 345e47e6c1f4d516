using System.Text.Json.Nodes;
using ImageForge.Api.CrdWriter;
using ImageForge.Api.Yaml;

namespace ImageForge.Api.Tests.Crds;

/// <summary>The definitions as the writer makes them, read back through a YAML reader.</summary>
internal static class Crd
{
    public static IReadOnlyList<JsonObject> All { get; } =
    [.. CrdFile.All().Select(file => YamlReader.Read(file.Yaml).Single().Value!.AsObject())];

    public static JsonObject Of(string kind) => All.Single(crd => Kind(crd) == kind);

    public static string Kind(JsonObject crd) => crd["spec"]!["names"]!["kind"]!.GetValue<string>();

    public static JsonObject Version(JsonObject crd) => crd["spec"]!["versions"]!.AsArray().Single()!.AsObject();

    public static JsonObject Schema(JsonObject crd) => Version(crd)["schema"]!["openAPIV3Schema"]!.AsObject();

    public static JsonObject Spec(JsonObject crd) => Schema(crd)["properties"]!["spec"]!.AsObject();

    public static JsonObject Status(JsonObject crd) => Schema(crd)["properties"]!["status"]!.AsObject();

    /// <summary>Every schema of a definition below spec and status with its path, the outer before the inner.</summary>
    public static IEnumerable<(string Path, JsonObject Schema)> Nodes(JsonObject crd) =>
        Walk(Kind(crd) + ".spec", Spec(crd)).Concat(Walk(Kind(crd) + ".status", Status(crd)));

    private static IEnumerable<(string Path, JsonObject Schema)> Walk(string path, JsonObject schema)
    {
        yield return (path, schema);
        var children = new List<(string, JsonNode?)>();
        if (schema["properties"] is JsonObject properties)
        {
            children.AddRange(properties.Select(property => ($"{path}.{property.Key}", property.Value)));
        }

        children.Add(($"{path}[]", schema["items"]));
        children.Add(($"{path}{{}}", schema["additionalProperties"]));
        foreach (var (name, child) in children)
        {
            if (child is JsonObject node)
            {
                foreach (var inner in Walk(name, node))
                {
                    yield return inner;
                }
            }
        }
    }
}
