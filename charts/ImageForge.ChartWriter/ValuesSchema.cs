using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Operator.Hosting.Configuration;

namespace ImageForge.ChartWriter;

/// <summary>Makes the JSON schema by which Helm checks values.</summary>
internal static class ValuesSchema
{
    // As Go's durations are written; what it means is checked by the operator.
    private const string Duration = "^([0-9]+(\\.[0-9]+)?(h|m|s|ms))+$";

    /// <summary>The schema of all values.</summary>
    public static JsonObject Of(IReadOnlyList<ChartValue> values)
    {
        var schema = Closed(values);
        // Helm gives these two to the charts that a chart consists of.
        schema["properties"]!["global"] = new JsonObject { ["type"] = "object" };
        schema["properties"]!["enabled"] = new JsonObject { ["type"] = "boolean" };
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        return schema;
    }

    private static JsonObject Of(ChartValue value)
    {
        var schema =
            value.IsConfiguration ? Configuration()
            : value.Default is JsonObject ? Closed(value.Children)
            : new JsonObject { ["type"] = Type(value) };
        if (value.Description.Length > 0)
        {
            schema["description"] = value.Description;
        }

        foreach (var (key, added) in value.Schema)
        {
            schema[key] = added?.DeepClone();
        }

        return schema;
    }

    private static JsonObject Closed(IEnumerable<ChartValue> children) =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(children.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)Of(c)))),
        };

    private static string? Type(ChartValue value) =>
        value.Default?.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Array => "array",
            _ when value.Schema.ContainsKey("type") => null,
            _ => throw new FormatException($"{value.Path}: null needs a type: # @schema {{\"type\": …}}"),
        };

    /// <summary>The schema of the operator's configuration file, from the table of options.</summary>
    private static JsonObject Configuration()
    {
        var root = Mapping();
        // The chart's watchNamespaces sets it, and the roles follow from that.
        foreach (var option in Option.All.Where(option => option.Field is not null and not "namespaces"))
        {
            string[] keys = option.Field!.Split('.');
            var level = root;
            foreach (var key in keys[..^1])
            {
                level = (JsonObject)(level["properties"]![key] ??= Mapping());
            }

            level["properties"]![keys[^1]] = Field(option);
        }

        return root;
    }

    private static JsonObject Mapping() =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(),
        };

    private static JsonObject Field(Option option)
    {
        var schema = option.Kind switch
        {
            OptionKind.Switch => new JsonObject { ["type"] = "boolean" },
            OptionKind.Number => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            OptionKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = Duration },
            OptionKind.List => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
            },
            OptionKind.Text => new JsonObject { ["type"] = "string" },
            _ => throw new NotSupportedException($"{option.Kind} has no schema."),
        };
        schema["description"] = option.Help;
        return schema;
    }
}
