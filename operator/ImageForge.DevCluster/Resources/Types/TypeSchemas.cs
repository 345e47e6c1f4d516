using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Types;

/// <summary>Writes a built-in type as an OpenAPI schema, for clients that explain or validate.</summary>
internal static class TypeSchemas
{
    public static JsonObject Of(FieldType type) =>
        type switch
        {
            ScalarType scalar => Scalar(scalar.Kind),
            StructType declared => new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(
                    declared.Fields.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Of(f.Value.Type)))
                ),
            },
            MapType map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(map.Value) },
            ListType list => List(list),
            _ => new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
        };

    private static JsonObject List(ListType list)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(list.Element) };
        switch (list.Kind)
        {
            case ListKind.Map:
                schema["x-kubernetes-list-type"] = "map";
                schema["x-kubernetes-list-map-keys"] = new JsonArray([.. list.Keys.Select(k => (JsonNode)k.Key)]);
                schema["x-kubernetes-patch-strategy"] = "merge";
                schema["x-kubernetes-patch-merge-key"] = list.Keys[0].Key;
                break;
            case ListKind.Set:
                schema["x-kubernetes-list-type"] = "set";
                schema["x-kubernetes-patch-strategy"] = "merge";
                break;
            default:
                schema["x-kubernetes-list-type"] = "atomic";
                break;
        }
        return schema;
    }

    private static JsonObject Scalar(ScalarKind kind) =>
        kind switch
        {
            ScalarKind.String => new JsonObject { ["type"] = "string" },
            ScalarKind.Integer => new JsonObject { ["type"] = "integer" },
            ScalarKind.Number => new JsonObject { ["type"] = "number" },
            ScalarKind.Boolean => new JsonObject { ["type"] = "boolean" },
            _ => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        };
}
