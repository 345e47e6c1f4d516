using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.Yaml;

namespace ImageForge.Operator.Tests.Limits;

/// <summary>What kind of value a limit is of; durations and numbers are what waits and sizes are computed from.</summary>
public enum LimitKind
{
    Duration,
    Number,
    Other,
}

/// <summary>One field of a spec at one limit of its schema.</summary>
/// <param name="Kind">The resource's kind.</param>
/// <param name="Path">The field, as <c>cleanup.childrenAfter</c>; items of lists are <c>[]</c>.</param>
/// <param name="Value">Its value as JSON.</param>
/// <param name="Type">What it is.</param>
/// <param name="Spec">The smallest spec with this value, as JSON.</param>
public sealed record LimitCase(string Kind, string Path, string Value, LimitKind Type, string Spec)
{
    public override string ToString() => $"{Kind} {Path}={(Value.Length > 40 ? Value[..40] + "…" : Value)}";
}

/// <summary>
/// Walks the generated definitions and gives every field of every spec at the limits of its schema: least and greatest
/// number, shortest and longest text and list, every word, and what durations can say.
/// </summary>
internal static class SchemaLimits
{
    /// <summary>A text for each pattern of the definitions, and what longer texts repeat; a new pattern needs a line here.</summary>
    private static readonly (string Pattern, string Text, char Filler)[] Patterns =
    [
        ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", "a", 'a'),
        ("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", "a", 'a'),
        ("^[a-z0-9]([-_a-z0-9]*[a-z0-9])?$", "a", 'a'),
        ("^[-._a-zA-Z0-9]+$", "a", 'a'),
        ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a", 'a'),
        ("^[A-Za-z_][A-Za-z0-9_]*$", "a", 'a'),
        (
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[-A-Za-z0-9/._~%!$&'()*+,;=:]+$",
            "a/a",
            'a'
        ),
        ("^sha256:[0-9a-f]{64}$", "sha256:" + new string('0', 64), '0'),
        ("^(https?|s3|file|pvc|hopsworks)://[^\\s]+$", "s3://bucket/a", 'a'),
        ("^(https?|s3|file|pvc)://[^\\s]+$", "s3://bucket/a", 'a'),
        ("^https?://[^\\s]+$", "https://host/a", 'a'),
        ("^(s3://[a-z0-9]|pvc://[a-z0-9]|file:///|hopsworks://[a-zA-Z0-9])[^\\s]*$", "s3://bucket/a", 'a'),
        ("^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$", "#000000", '0'),
        ("^#[0-9a-fA-F]{6}$", "#000000", '0'),
        ("^[^/\\\\\\s][^/\\\\]*$", "a", 'a'),
        ("^[^/\\s][^\\s]*$", "a", 'a'),
        (
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$",
            "a/a",
            'a'
        ),
        ("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$", "a", 'a'),
    ];

    public static IEnumerable<LimitCase> All() =>
        CustomResourceDefinitions
            .Yaml.SelectMany(YamlReader.Read)
            .Select(document => document.Value!.AsObject())
            .SelectMany(Of);

    private static IEnumerable<LimitCase> Of(JsonObject definition)
    {
        var kind = (string)definition["spec"]!["names"]!["kind"]!;
        var schema = definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!;
        return Walk(schema.AsObject(), [])
            .Select(limit => new LimitCase(
                kind,
                string.Join('.', limit.Path.Select(step => step.Name)),
                limit.Value?.ToJsonString() ?? "null",
                limit.Type,
                Spec(kind, schema.AsObject(), limit.Path, limit.Value).ToJsonString()
            ))
            .DistinctBy(limit => (limit.Path, limit.Value));
    }

    private static IEnumerable<(Step[] Path, JsonNode? Value, LimitKind Type)> Walk(JsonObject schema, Step[] path)
    {
        foreach (var (value, type) in Limits(schema))
        {
            yield return (path, value, type);
        }

        IEnumerable<(Step Step, JsonObject Schema)> below =
        [
            .. (schema["properties"] as JsonObject ?? []).Select(p => (new Step(p.Key), p.Value!.AsObject())),
            .. schema["items"] is JsonObject items ? [(Step.Item, items)] : Array.Empty<(Step, JsonObject)>(),
            .. schema["additionalProperties"] is JsonObject values
                ? [(new Step("key"), values)]
                : Array.Empty<(Step, JsonObject)>(),
        ];
        foreach (var found in below.SelectMany(b => Walk(b.Schema, [.. path, b.Step])))
        {
            yield return found;
        }
    }

    private static IEnumerable<(JsonNode? Value, LimitKind Type)> Limits(JsonObject schema)
    {
        if (schema["enum"] is JsonArray words)
        {
            return words.Select(word => (word?.DeepClone(), LimitKind.Other));
        }

        if (schema["x-kubernetes-int-or-string"] is not null)
        {
            return new[] { "-1", "0", "1", "9223372036854775807", "9223372036854775807E", "1e99" }.Select(text =>
                ((JsonNode?)text, LimitKind.Number)
            );
        }

        return (string?)schema["type"] switch
        {
            "boolean" => [(true, LimitKind.Other), (false, LimitKind.Other)],
            "integer" => Integers(schema).Select(n => ((JsonNode?)n, LimitKind.Number)),
            // Between the bounds: zero, the least that is kept, and more digits than are.
            "number" => new[]
            {
                (double)schema["minimum"]!,
                (double)schema["maximum"]!,
                0,
                1e-6,
                1e-300,
                1.0 / 3,
            }.Select(n => ((JsonNode?)n, LimitKind.Number)),
            "string" => Texts(schema),
            "array" => Lengths(schema, "minItems", "maxItems", 64)
                .Select(length =>
                    (
                        (JsonNode?)
                            new JsonArray([
                                .. Enumerable.Range(0, length).Select(n => Minimal(schema["items"]!.AsObject(), n)),
                            ]),
                        LimitKind.Other
                    )
                ),
            "object" when schema["additionalProperties"] is JsonObject values => Lengths(
                    schema,
                    "minProperties",
                    "maxProperties",
                    16
                )
                .Select(length =>
                    (
                        (JsonNode?)
                            new JsonObject([
                                .. Enumerable
                                    .Range(0, length)
                                    .Select(n => new KeyValuePair<string, JsonNode?>($"key{n}", Minimal(values))),
                            ]),
                        LimitKind.Other
                    )
                ),
            _ => [],
        };
    }

    private static IEnumerable<long> Integers(JsonObject schema)
    {
        var (least, most) =
            (string?)schema["format"] == "int32" ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);
        return [(long?)schema["minimum"] ?? least, (long?)schema["maximum"] ?? most];
    }

    private static IEnumerable<int> Lengths(JsonObject schema, string least, string most, int otherwise) =>
        [(int?)schema[least] ?? 0, Math.Min((int?)schema[most] ?? otherwise, 256)];

    private static IEnumerable<(JsonNode? Value, LimitKind Type)> Texts(JsonObject schema)
    {
        var pattern = (string?)schema["pattern"];
        var longest = Math.Min((int?)schema["maxLength"] ?? 256, 16384);
        if (IsDuration(pattern))
        {
            // 1193 h is within what a timer takes, 1194 h is not.
            return new[] { "0s", "1193h", "1194h", "1200h", "999999h", "999999h999999m99999s" }
                .Where(text => text.Length <= longest)
                .Select(text => ((JsonNode?)text, LimitKind.Duration));
        }

        var (text, filler) = Sample(pattern);
        var shortest = (int?)schema["minLength"] ?? 0;
        return
        [
            (pattern is null ? new string(filler, shortest) : text.PadRight(shortest, filler), LimitKind.Other),
            (
                pattern?.EndsWith("{64}$", StringComparison.Ordinal) == true ? text : text.PadRight(longest, filler),
                LimitKind.Other
            ),
        ];
    }

    private static (string Text, char Filler) Sample(string? pattern) =>
        pattern is null ? ("", 'a')
        : Patterns.FirstOrDefault(p => p.Pattern == pattern) is { Text: { } text, Filler: var filler } ? (text, filler)
        // Words of an enumeration, written as a pattern.
        : pattern.StartsWith("^(", StringComparison.Ordinal) && pattern.IndexOfAny(['|', ')']) is > 0 and var end
            ? (pattern[2..end], 'a')
        : throw new NotSupportedException(
            $"No text is known for the pattern {pattern}; add one to {nameof(Patterns)}."
        );

    /// <summary>The smallest value of a schema.</summary>
    private static JsonNode? Minimal(JsonObject schema, int number = 0)
    {
        if (schema["enum"] is JsonArray words)
        {
            return words[Math.Min(number, words.Count - 1)]?.DeepClone();
        }

        if (schema["x-kubernetes-int-or-string"] is not null)
        {
            return "1";
        }

        switch ((string?)schema["type"])
        {
            case "boolean":
                return false;
            case "integer":
                return (long?)schema["minimum"] ?? 0;
            case "number":
                return (double)schema["minimum"]!;
            case "string":
                return Text(schema, number);
            case "array":
                return new JsonArray([
                    .. Enumerable
                        .Range(0, (int?)schema["minItems"] ?? 0)
                        .Select(n => Minimal(schema["items"]!.AsObject(), n)),
                ]);
            default:
                return new JsonObject([
                    .. (schema["required"] as JsonArray ?? []).Select(name => new KeyValuePair<string, JsonNode?>(
                        (string)name!,
                        // Left of the right edge, and above the lower one.
                        (string)name!
                            is "right"
                                or "bottom"
                            ? 1
                            : Minimal(schema["properties"]![(string)name!]!.AsObject(), number)
                    )),
                ]);
        }
    }

    private static string Text(JsonObject schema, int number)
    {
        var pattern = (string?)schema["pattern"];
        if (IsDuration(pattern))
        {
            return "1h";
        }

        var (text, filler) = Sample(pattern);
        // Items of one list differ: many are keyed.
        return (number == 0 ? text : $"{text}{number}").PadRight(Math.Max(1, (int?)schema["minLength"] ?? 0), filler);
    }

    private static bool IsDuration(string? pattern) =>
        pattern?.Contains("([0-9]{1,6}h)?", StringComparison.Ordinal) == true;

    /// <summary>A spec with one value set, and around it only what is required.</summary>
    private static JsonObject Spec(string kind, JsonObject schema, Step[] path, JsonNode? value)
    {
        var spec = (JsonObject)Minimal(schema)!;
        var at = string.Join('.', path.Select(step => step.Name));
        foreach (var (name, given) in Base(kind).Concat(Companions(at)))
        {
            spec[name] = given!.DeepClone();
        }

        Put(spec, schema, path, value);
        return spec;
    }

    /// <summary>What a job of each kind needs to be more than refused.</summary>
    private static JsonObject Base(string kind) =>
        kind switch
        {
            "GenerationJob" => new JsonObject
            {
                ["seed"] = 7,
                ["size"] = new JsonObject { ["preset"] = "Thumbnail" },
                ["compose"] = new JsonObject { ["atmosphere"] = new JsonObject() },
            },
            "Storyboard" => new JsonObject { ["scene"] = "Rain falls on the tram at night.", ["frames"] = 1 },
            _ => [],
        };

    /// <summary>What rules between fields ask for beside a field.</summary>
    private static JsonObject Companions(string path) =>
        path switch
        {
            "size.width" or "size.height" => new JsonObject
            {
                ["size"] = new JsonObject { ["width"] = 64, ["height"] = 64 },
            },
            "output.quality" => new JsonObject { ["output"] = new JsonObject { ["format"] = "JPEG" } },
            _ when path.StartsWith("polish.", StringComparison.Ordinal) => new JsonObject
            {
                ["polish"] = new JsonObject
                {
                    ["backend"] = "Onnx",
                    ["model"] = new JsonObject { ["uri"] = "s3://bucket/model" },
                },
            },
            _ => [],
        };

    private static void Put(JsonNode node, JsonObject schema, ReadOnlySpan<Step> path, JsonNode? value)
    {
        var step = path[0];
        var below =
            step.IsItem ? schema["items"]!.AsObject()
            : schema["properties"]?[step.Name] is JsonObject property ? property
            : schema["additionalProperties"]!.AsObject();
        var next =
            path.Length == 1 ? value?.DeepClone()
            : step.IsItem ? (node.AsArray().Count > 0 ? node[0]!.DeepClone() : Minimal(below))
            : node[step.Name]?.DeepClone() ?? Minimal(below);
        if (path.Length > 1)
        {
            Put(next!, below, path[1..], value);
        }

        if (!step.IsItem)
        {
            node[step.Name] = next;
        }
        else if (node.AsArray().Count > 0)
        {
            node.AsArray()[0] = next;
        }
        else
        {
            node.AsArray().Add(next);
        }
    }

    private sealed record Step(string Name)
    {
        public static Step Item { get; } = new("[]");

        public bool IsItem => Name == "[]";
    }
}
