using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.Operator.Hosting.Configuration;

namespace ImageForge.ChartWriter;

/// <summary>Makes the JSON schema by which Helm checks values.</summary>
internal static class ValuesSchema
{
    // What Kubernetes and the Prometheus operator take, for the annotations in values.yaml.
    private const string Definitions = """
        {
          "name": {"type": "string", "maxLength": 253, "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"},
          "imageRepository": {
            "type": "string", "maxLength": 255,
            "pattern": "^([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*(:[0-9]{1,5})?/)?[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$"
          },
          "labels": {
            "patternProperties": {
              "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$": {
                "type": "string", "maxLength": 63, "pattern": "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$"
              }
            },
            "additionalProperties": false
          },
          "prometheusDuration": {
            "type": "string", "minLength": 1,
            "pattern": "^(0|([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?)$"
          }
        }
        """;

    /// <summary>The schema of all values.</summary>
    public static JsonObject Of(IReadOnlyList<ChartValue> values)
    {
        var schema = Closed(values);
        // Helm gives these two to the charts that a chart consists of.
        schema["properties"]!["global"] = new JsonObject { ["type"] = "object" };
        schema["properties"]!["enabled"] = new JsonObject { ["type"] = "boolean" };
        var definitions = JsonNode.Parse(Definitions)!;
        definitions["quantity"] = new JsonObject
        {
            ["type"] = new JsonArray("string", "number"),
            ["minimum"] = 0,
            ["pattern"] = Quantity.Format,
        };
        schema["definitions"] = definitions;
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

        if (IsOpen(value))
        {
            schema.Remove("required");
        }

        foreach (var (key, added) in value.Schema)
        {
            schema[key] = added?.DeepClone();
        }

        return schema;
    }

    private static JsonObject Closed(IReadOnlyList<ChartValue> children) =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. children.Where(IsRequired).Select(c => (JsonNode)c.Key)]),
            ["properties"] = new JsonObject(children.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)Of(c)))),
        };

    // Helm removes a value that is null before it checks the rest. Mappings of Kubernetes' own fields may go.
    private static bool IsRequired(ChartValue value) =>
        !IsOpen(value) && !(value.Schema["type"] is JsonArray types && types.Any(type => (string?)type == "null"));

    private static bool IsOpen(ChartValue value) =>
        value.Schema["additionalProperties"] is JsonValue open && open.GetValue<bool>();

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
        var schema = Of(option.Type);
        schema["description"] = option.Help;
        if (option.Flag == "port")
        {
            // 0 takes a free port, which the Deployment can't name.
            schema["minimum"] = 1;
        }

        return schema;
    }

    private static JsonObject Of(OptionType type)
    {
        switch (type)
        {
            case OptionType.Switch:
                return new() { ["type"] = "boolean" };
            case OptionType.Number number:
                return new()
                {
                    ["type"] = "integer",
                    ["minimum"] = number.Least,
                    ["maximum"] = number.Most,
                };
            case OptionType.Duration duration:
                var time = new JsonObject
                {
                    ["type"] = "string",
                    ["minLength"] = OptionType.Duration.MinLength,
                    ["pattern"] = OptionType.Duration.Pattern,
                };
                if (!duration.IsZeroAllowed)
                {
                    time["allOf"] = new JsonArray(new JsonObject { ["pattern"] = "[1-9]" });
                }

                return time;
            case OptionType.Choice choice:
                return new()
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. choice.Words.Select(word => (JsonNode)word)]),
                };
            case OptionType.List list:
                return new() { ["type"] = "array", ["items"] = Of(list.Item) };
            case OptionType.Text text:
                var schema = new JsonObject { ["type"] = "string", ["pattern"] = text.Pattern };
                if (text.MaxLength is { } length)
                {
                    schema["maxLength"] = length;
                }

                return schema;
            default:
                throw new NotSupportedException($"{type} has no schema.");
        }
    }
}
