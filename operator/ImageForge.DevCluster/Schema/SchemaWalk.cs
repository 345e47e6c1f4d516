using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Everything in a value that its schema describes, a parent before its children.</summary>
internal static class SchemaWalk
{
    /// <summary>Shows each value with its schema and its path; the path of the whole is empty.</summary>
    public static void Visit(
        JsonNode? value,
        StructuralSchema schema,
        Action<JsonNode?, StructuralSchema, string> visit
    ) => Visit(value, schema, "", visit);

    private static void Visit(
        JsonNode? value,
        StructuralSchema schema,
        string path,
        Action<JsonNode?, StructuralSchema, string> visit
    )
    {
        visit(value, schema, path);
        switch (value)
        {
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Visit(list[i], items, $"{path}[{i}]", visit);
                }
                break;
            case JsonObject map:
                foreach (var (name, child) in map)
                {
                    if (schema.Properties.TryGetValue(name, out var property))
                    {
                        Visit(child, property, path.Length == 0 ? name : $"{path}.{name}", visit);
                    }
                    else if (schema.AdditionalProperties is { } values)
                    {
                        Visit(child, values, $"{path}[{name}]", visit);
                    }
                }
                break;
        }
    }
}
