using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.Api.Tests.Crds;

/// <summary>Checks values against the parts of a schema that need no rule language.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Errors(JsonObject schema, JsonNode? value, string path)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            return [$"{path}: {value} is none of {allowed.ToJsonString()}"];
        }

        return (schema["type"]?.GetValue<string>(), value?.GetValueKind()) switch
        {
            ("object", JsonValueKind.Object) => Object(schema, value!.AsObject(), path),
            ("array", JsonValueKind.Array) => List(schema, value!.AsArray(), path),
            ("string", JsonValueKind.String) => Text(schema, value!.GetValue<string>(), path),
            ("integer", JsonValueKind.Number) => Number(schema, Whole(value!), path),
            ("number", JsonValueKind.Number) => Number(schema, Decimal(value!), path),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => [],
            (null, JsonValueKind.Number) => [],
            (null, JsonValueKind.String) => Text(schema, value!.GetValue<string>(), path),
            var (type, kind) => [$"{path}: must be {type}, is {kind}"],
        };
    }

    private static IEnumerable<string> Object(JsonObject schema, JsonObject value, string path)
    {
        if (schema["required"] is JsonArray required)
        {
            foreach (
                var name in required.Select(name => name!.GetValue<string>()).Where(name => !value.ContainsKey(name))
            )
            {
                yield return $"{path}.{name}: is required";
            }
        }

        foreach (var (name, member) in value)
        {
            var inner = schema["properties"]?[name] ?? schema["additionalProperties"];
            var errors = inner is JsonObject known
                ? Errors(known, member, $"{path}.{name}")
                : [$"{path}.{name}: does not exist"];
            foreach (var error in errors)
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> List(JsonObject schema, JsonArray value, string path)
    {
        if (value.Count > Whole(schema["maxItems"]!))
        {
            yield return $"{path}: has too many items";
        }

        for (var i = 0; i < value.Count; i++)
        {
            foreach (var error in Errors(schema["items"]!.AsObject(), value[i], $"{path}[{i}]"))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> Text(JsonObject schema, string value, string path)
    {
        if (value.Length > Limit(schema, "maxLength", long.MaxValue) || value.Length < Limit(schema, "minLength", 0))
        {
            yield return $"{path}: '{value}' is too long or too short";
        }

        if (schema["pattern"] is { } pattern && !Regex.IsMatch(value, pattern.GetValue<string>()))
        {
            yield return $"{path}: '{value}' does not match {pattern}";
        }
    }

    private static IEnumerable<string> Number(JsonObject schema, decimal value, string path)
    {
        if (
            (schema["minimum"] is { } least && value < Decimal(least))
            || (schema["maximum"] is { } most && value > Decimal(most))
        )
        {
            yield return $"{path}: {value} is out of range";
        }
    }

    private static long Limit(JsonObject schema, string name, long otherwise) =>
        schema[name] is { } limit ? Whole(limit) : otherwise;

    private static decimal Decimal(JsonNode number) =>
        decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    // A reader of YAML may hold any number as floating point.
    private static long Whole(JsonNode number) => long.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);
}
