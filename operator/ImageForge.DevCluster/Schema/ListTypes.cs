using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Uniqueness in lists of type set and map.</summary>
internal static class ListTypes
{
    public static IReadOnlyList<FieldError> Validate(JsonNode value, StructuralSchema schema)
    {
        var errors = new List<FieldError>();
        SchemaWalk.Visit(
            value,
            schema,
            (child, of, path) =>
            {
                if (child is JsonArray list)
                {
                    CheckUnique(list, of, path, errors);
                }
            }
        );
        return errors;
    }

    /// <summary>The identity of an item: its keys, or all of it where it is no object.</summary>
    public static string KeyOf(JsonNode item, IReadOnlyList<string> keys) => GoText.Json(Keys(item, keys));

    private static JsonNode? Keys(JsonNode? item, IReadOnlyList<string> keys)
    {
        if (item is not JsonObject map || keys.Count == 0)
        {
            return item;
        }
        var identity = new JsonObject();
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            if (map.TryGetPropertyValue(key, out var value))
            {
                identity[key] = value?.DeepClone();
            }
        }
        return identity;
    }

    private static void CheckUnique(JsonArray list, StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (schema.ListType is not ("set" or "map"))
        {
            return;
        }
        var keys = schema.ListType == "map" ? schema.ListMapKeys : [];
        var seen = new HashSet<string>();
        var reported = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            var identity = Keys(list[i], keys);
            var text = GoText.Json(identity);
            // A value that is there three times is one mistake.
            if (!seen.Add(text) && reported.Add(text))
            {
                errors.Add(FieldError.Duplicate($"{path}[{i}]", identity));
            }
        }
    }
}
