using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Removal of unknown fields.</summary>
internal static class SchemaPruner
{
    public static void Prune(JsonNode value, StructuralSchema schema, ICollection<string> removed)
    {
        List<string> paths = [];
        PruneNode(value, schema, embedded: true, "", paths);
        paths.Sort(string.CompareOrdinal);
        foreach (var path in paths)
        {
            removed.Add(path);
        }
    }

    private static void PruneNode(
        JsonNode? value,
        StructuralSchema? schema,
        bool embedded,
        string path,
        List<string> removed
    )
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map.ToList())
                {
                    if (embedded && name is ("apiVersion" or "kind" or "metadata"))
                    {
                        continue;
                    }
                    var childPath = path.Length == 0 ? name : $"{path}.{name}";
                    if (schema is not null && schema.Properties.TryGetValue(name, out var property))
                    {
                        PruneNode(child, property, property.EmbeddedResource, childPath, removed);
                    }
                    else if (schema?.AdditionalProperties is { } values)
                    {
                        PruneNode(child, values, values.EmbeddedResource, childPath, removed);
                    }
                    else if (schema is not { PreserveUnknownFields: true })
                    {
                        map.Remove(name);
                        removed.Add(childPath);
                    }
                }
                break;
            case JsonArray list when schema is not { PreserveUnknownFields: true } || schema.Items is not null:
                for (var i = 0; i < list.Count; i++)
                {
                    PruneNode(
                        list[i],
                        schema?.Items,
                        schema?.Items?.EmbeddedResource ?? false,
                        $"{path}[{i}]",
                        removed
                    );
                }
                break;
        }
    }
}
