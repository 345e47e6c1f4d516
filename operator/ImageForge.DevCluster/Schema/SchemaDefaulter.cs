using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Defaulting and the treatment of nulls that goes with it.</summary>
internal static class SchemaDefaulter
{
    public static void Default(JsonNode? value, StructuralSchema? schema)
    {
        if (schema is null)
        {
            return;
        }
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, property) in schema.Properties)
                {
                    if (property.DefaultValue is not null && IsMissing(map, name, property))
                    {
                        map[name] = property.DefaultValue.DeepClone();
                    }
                }
                foreach (var (name, child) in map.ToList())
                {
                    if (schema.Properties.TryGetValue(name, out var property))
                    {
                        Default(child, property);
                    }
                    else if (schema.AdditionalProperties is { } values)
                    {
                        Default(Replaced(child, values) ? map[name] = values.DefaultValue!.DeepClone() : child, values);
                    }
                }
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (Replaced(list[i], items))
                    {
                        list[i] = items.DefaultValue!.DeepClone();
                    }
                    Default(list[i], items);
                }
                break;
        }
    }

    /// <summary>
    /// A null for a field that is not nullable counts as absent: it goes where there is no default, and stays to be
    /// replaced where there is one. Nulls in lists stay, so that positions keep their meaning, and fail validation.
    /// </summary>
    public static void DropNulls(JsonNode? value, StructuralSchema? schema)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map.ToList())
                {
                    var of = schema?.Properties.GetValueOrDefault(name) ?? schema?.AdditionalProperties;
                    if (child is null && of is { Nullable: false, DefaultValue: null, PreserveUnknownFields: false })
                    {
                        map.Remove(name);
                    }
                    else
                    {
                        DropNulls(child, of);
                    }
                }
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    DropNulls(item, schema?.Items);
                }
                break;
        }
    }

    private static bool IsMissing(JsonObject map, string name, StructuralSchema property) =>
        !map.TryGetPropertyValue(name, out var present) || (present is null && !property.Nullable);

    private static bool Replaced(JsonNode? child, StructuralSchema of) =>
        child is null && of is { Nullable: false, DefaultValue: not null };
}
