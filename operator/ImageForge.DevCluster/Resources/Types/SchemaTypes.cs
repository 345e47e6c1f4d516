using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Types;

/// <summary>Reads the shape of a custom resource from its OpenAPI schema.</summary>
internal static class SchemaTypes
{
    /// <summary>The type of a whole object: the schema's, with the fields that every object has.</summary>
    public static StructType Root(JsonObject schema)
    {
        var declared = Struct(schema);
        var fields = new Dictionary<string, StructField>(declared.Fields, StringComparer.Ordinal)
        {
            ["apiVersion"] = new(new ScalarType(ScalarKind.String)),
            ["kind"] = new(new ScalarType(ScalarKind.String)),
            ["metadata"] = new(BuiltinTypes.ObjectMeta),
        };
        return new StructType(fields, keepsUnknown: declared.KeepsUnknown);
    }

    private static FieldType Read(JsonObject schema)
    {
        if (IsSet(schema, "x-kubernetes-int-or-string"))
        {
            return new ScalarType(ScalarKind.Any);
        }
        return (string?)schema["type"] switch
        {
            "object" when IsSet(schema, "x-kubernetes-embedded-resource") => Root(schema),
            "object" when schema["properties"] is JsonObject => Struct(schema),
            "object" when schema["additionalProperties"] is JsonObject values => new MapType(
                Read(values),
                IsAtomic(schema)
            ),
            "array" => List(schema),
            "string" => new ScalarType(ScalarKind.String),
            "integer" => new ScalarType(ScalarKind.Integer),
            "number" => new ScalarType(ScalarKind.Number),
            "boolean" => new ScalarType(ScalarKind.Boolean),
            "object" when !IsSet(schema, "x-kubernetes-preserve-unknown-fields") => Struct(schema),
            _ => AnyType.Instance,
        };
    }

    private static StructType Struct(JsonObject schema)
    {
        var fields = new Dictionary<string, StructField>(StringComparer.Ordinal);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            fields[name] = new StructField(Read(property!.AsObject()));
        }
        return new StructType(fields, IsAtomic(schema), IsSet(schema, "x-kubernetes-preserve-unknown-fields"));
    }

    private static ListType List(JsonObject schema)
    {
        var items = schema["items"] as JsonObject ?? [];
        var element = Read(items);
        return (string?)schema["x-kubernetes-list-type"] switch
        {
            "set" => new ListType(element, ListKind.Set, []),
            "map" => new ListType(
                element,
                ListKind.Map,
                [
                    .. schema["x-kubernetes-list-map-keys"]!
                        .AsArray()
                        .Select(k => KeyValuePair.Create((string)k!, items["properties"]?[(string)k!]?["default"])),
                ]
            ),
            _ => new ListType(element, ListKind.Atomic, []),
        };
    }

    private static bool IsAtomic(JsonObject schema) => (string?)schema["x-kubernetes-map-type"] == "atomic";

    private static bool IsSet(JsonObject schema, string flag) => schema[flag] is JsonValue v && v.GetValue<bool>();
}
