using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Objects inside an object (<c>x-kubernetes-embedded-resource</c>) must say what they are.</summary>
internal static class EmbeddedResources
{
    public static IReadOnlyList<FieldError> Validate(JsonNode value, StructuralSchema schema)
    {
        var errors = new List<FieldError>();
        Check(value, schema, "", errors);
        return errors;
    }

    private static void Check(JsonNode? value, StructuralSchema schema, string path, List<FieldError> errors)
    {
        switch (value)
        {
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                    Check(list[i], items, $"{path}[{i}]", errors);
                break;
            case JsonObject map:
                if (schema.EmbeddedResource)
                {
                    RequireText(map, "apiVersion", path, errors);
                    RequireText(map, "kind", path, errors);
                }
                foreach (var (name, child) in map)
                {
                    if (schema.Properties.TryGetValue(name, out var property))
                        Check(child, property, path.Length == 0 ? name : $"{path}.{name}", errors);
                    else if (schema.AdditionalProperties is { } values)
                        Check(child, values, $"{path}[{name}]", errors);
                }
                break;
        }
    }

    private static void RequireText(JsonObject map, string name, string path, List<FieldError> errors)
    {
        if (JsonKinds.Of(map[name]) != JsonKind.String || JsonKinds.Text(map[name]!).Length == 0)
            errors.Add(FieldError.Required($"{path}.{name}", "must not be empty"));
    }
}
