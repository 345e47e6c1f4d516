using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Objects inside an object (<c>x-kubernetes-embedded-resource</c>) must say what they are.</summary>
internal static class EmbeddedResources
{
    public static IReadOnlyList<FieldError> Validate(JsonNode value, StructuralSchema schema)
    {
        var errors = new List<FieldError>();
        SchemaWalk.Visit(
            value,
            schema,
            (child, of, path) =>
            {
                if (child is JsonObject map && of.EmbeddedResource)
                {
                    RequireText(map, "apiVersion", path, errors);
                    RequireText(map, "kind", path, errors);
                }
            }
        );
        return errors;
    }

    private static void RequireText(JsonObject map, string name, string path, List<FieldError> errors)
    {
        if (JsonKinds.Of(map[name]) != JsonKind.String || JsonKinds.Text(map[name]!).Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.{name}", "must not be empty"));
        }
    }
}
