using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>Turns JSON into values; the schema decides what a number or a string is.</summary>
internal static class CelJson
{
    /// <param name="node">The JSON.</param>
    /// <param name="schema">Its schema; null to take it as it looks.</param>
    /// <param name="isResource">Whether it is an object with apiVersion, kind and metadata.</param>
    public static CelValue ToValue(JsonNode? node, StructuralSchema? schema = null, bool isResource = false) =>
        node switch
        {
            null => CelNull.Instance,
            JsonObject map => schema is null
            || (schema.AdditionalProperties is not null && schema.Properties.Count == 0)
                ? Map(map, schema?.AdditionalProperties)
                : Object(map, schema, isResource || schema.EmbeddedResource),
            JsonArray list => new CelList(
                [.. list.Select(item => ToValue(item, schema?.Items, schema?.Items?.EmbeddedResource ?? false))],
                schema
            ),
            _ => Scalar(node, schema),
        };

    private static CelMap Map(JsonObject map, StructuralSchema? values) =>
        new(
            map.Select(entry =>
                KeyValuePair.Create<CelValue, CelValue>(
                    new CelString(entry.Key),
                    ToValue(entry.Value, values, values?.EmbeddedResource ?? false)
                )
            )
        );

    private static CelMap Object(JsonObject map, StructuralSchema schema, bool isResource)
    {
        var fields = new Dictionary<CelValue, CelValue>();
        foreach (var (name, child) in map)
        {
            if (isResource && name is ("apiVersion" or "kind"))
            {
                fields[new CelString(name)] = ToValue(child);
            }
            else if (isResource && name == "metadata")
            {
                fields[new CelString(name)] = Metadata(child);
            }
            else if (
                schema.Properties.TryGetValue(name, out var property)
                && CelNames.Escape(name) is { } escaped
                && CelSchemaTypes.Of(property, property.EmbeddedResource) is not null
            )
            {
                fields[new CelString(escaped)] = ToValue(child, property, property.EmbeddedResource);
            }
        }
        return new CelMap(fields, isObject: true);
    }

    private static CelMap Metadata(JsonNode? metadata)
    {
        var fields = new Dictionary<CelValue, CelValue>();
        foreach (var name in new[] { "name", "generateName" })
        {
            if ((metadata as JsonObject)?[name] is { } value)
            {
                fields[new CelString(name)] = ToValue(value);
            }
        }
        return new CelMap(fields, isObject: true);
    }

    private static CelValue Scalar(JsonNode node, StructuralSchema? schema)
    {
        switch (JsonKinds.Of(node))
        {
            case JsonKind.Boolean:
                return CelBool.Of(JsonKinds.Boolean(node));
            case JsonKind.Integer when schema?.Type == "number":
                return new CelDouble(JsonKinds.Number(node));
            case JsonKind.Integer:
                return new CelInt(JsonKinds.Integer(node));
            case JsonKind.Number:
                var number = JsonKinds.Number(node);
                return schema?.Type == "integer" && JsonKinds.IsWhole(number)
                    ? new CelInt((long)number)
                    : new CelDouble(number);
            default:
                return Text(JsonKinds.Text(node), schema);
        }
    }

    private static CelValue Text(string text, StructuralSchema? schema) =>
        (schema?.Type == "string" ? schema.Format : "") switch
        {
            "byte" => new CelBytes(Convert.FromBase64String(text)),
            "duration" => CelTime.ParseDuration(text),
            "date" => CelTime.ParseTimestamp(text + "T00:00:00Z"),
            "date-time" => CelTime.ParseTimestamp(text),
            _ => new CelString(text),
        };

    /// <summary>A value as JSON, for messages and tests; what JSON does not know becomes a string.</summary>
    public static JsonNode? ToJson(CelValue value) =>
        value switch
        {
            CelNull => null,
            CelBool flag => flag.Value,
            CelInt whole => whole.Value,
            CelUint whole => whole.Value,
            CelDouble { Value: var real } when double.IsFinite(real) => real,
            CelString text => text.Value,
            CelBytes bytes => Convert.ToBase64String(bytes.Value),
            CelList list => new JsonArray([.. list.Items.Select(ToJson)]),
            CelMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(KeyText(e.Key), ToJson(e.Value)))),
            CelDuration duration => CelTime.Text(duration),
            CelTimestamp timestamp => CelTime.Text(timestamp),
            CelTypeValue type => type.TypeName,
            CelError error => error.Message,
            _ => value.ToString(),
        };

    private static string KeyText(CelValue key) => key is CelString text ? text.Value : GoText.Json(ToJson(key));
}
