using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>Whether each keyword of a schema has the type that it must have, patterns compile, and what is never supported is left out.</summary>
internal static class SchemaForm
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];
    private static readonly string[] Texts =
    [
        "type",
        "format",
        "pattern",
        "title",
        "description",
        "x-kubernetes-list-type",
        "x-kubernetes-map-type",
    ];
    private static readonly string[] Numbers =
    [
        "minimum",
        "maximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    ];
    private static readonly string[] Flags =
    [
        "nullable",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "uniqueItems",
        "x-kubernetes-int-or-string",
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-embedded-resource",
    ];
    private static readonly string[] Lists =
    [
        "required",
        "enum",
        "allOf",
        "anyOf",
        "oneOf",
        "x-kubernetes-validations",
        "x-kubernetes-list-map-keys",
    ];
    private static readonly string[] Forbidden =
    [
        "$ref",
        "definitions",
        "dependencies",
        "patternProperties",
        "additionalItems",
        "id",
    ];

    public static void Check(JsonNode? node, string path, List<FieldError> errors)
    {
        if (node is not JsonObject schema)
        {
            errors.Add(FieldError.Invalid(path, node, "must be a schema"));
            return;
        }
        Expect(schema, Texts, [JsonKind.String], "a string", path, errors);
        Expect(schema, Numbers, [JsonKind.Integer, JsonKind.Number], "a number", path, errors);
        Expect(schema, Flags, [JsonKind.Boolean], "a boolean", path, errors);
        Expect(schema, Lists, [JsonKind.Array], "a list", path, errors);
        Expect(schema, ["properties"], [JsonKind.Object], "an object", path, errors);
        foreach (var keyword in Forbidden.Where(schema.ContainsKey))
        {
            errors.Add(FieldError.Forbidden($"{path}.{keyword}", $"{keyword} is not supported"));
        }
        if (
            schema["type"] is { } type
            && JsonKinds.Of(type) == JsonKind.String
            && !Types.Contains(JsonKinds.Text(type))
        )
        {
            errors.Add(FieldError.NotSupported($"{path}.type", type, Types));
        }
        CheckPattern(schema["pattern"], $"{path}.pattern", errors);
        if (schema["items"] is JsonArray)
        {
            errors.Add(FieldError.Forbidden($"{path}.items", "items must be a schema object and not an array"));
        }
        Below(schema, path, errors);
    }

    private static void CheckPattern(JsonNode? pattern, string path, List<FieldError> errors)
    {
        if (JsonKinds.Of(pattern) != JsonKind.String)
        {
            return;
        }
        try
        {
            Re2.Check(JsonKinds.Text(pattern!));
        }
        catch (PatternException e)
        {
            errors.Add(
                FieldError.Invalid(path, pattern, $"must be a valid regular expression, but isn't: {e.Message}")
            );
        }
    }

    private static void Below(JsonObject schema, string path, List<FieldError> errors)
    {
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
            {
                Check(property, $"{path}.properties[{name}]", errors);
            }
        }
        if (schema["items"] is { } items and not JsonArray)
        {
            Check(items, $"{path}.items", errors);
        }
        if (schema["additionalProperties"] is { } values && JsonKinds.Of(values) != JsonKind.Boolean)
        {
            Check(values, $"{path}.additionalProperties", errors);
        }
        if (schema["not"] is { } not)
        {
            Check(not, $"{path}.not", errors);
        }
        foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" })
        {
            foreach (var (part, index) in (schema[keyword] as JsonArray ?? []).Select((part, index) => (part, index)))
            {
                Check(part, $"{path}.{keyword}[{index}]", errors);
            }
        }
    }

    private static void Expect(
        JsonObject schema,
        IEnumerable<string> keywords,
        JsonKind[] kinds,
        string wanted,
        string path,
        List<FieldError> errors
    )
    {
        foreach (var keyword in keywords)
        {
            if (schema[keyword] is { } value && !kinds.Contains(JsonKinds.Of(value)))
            {
                errors.Add(FieldError.Invalid($"{path}.{keyword}", value, $"must be {wanted}"));
            }
        }
    }
}

/// <summary>Where in a schema a part of it stands.</summary>
internal enum SchemaLevel
{
    Root,
    Field,
    Item,
}
