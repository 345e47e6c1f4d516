using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace ImageForge.Api.Tests.Crds;

/// <summary>The rules that well-kept APIs of Kubernetes are linted by.</summary>
public sealed partial class CrdLintTests
{
    private static readonly HashSet<string> Keywords =
    [
        "type",
        "format",
        "description",
        "default",
        "enum",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "maxProperties",
        "items",
        "properties",
        "additionalProperties",
        "required",
        "anyOf",
        "x-kubernetes-int-or-string",
        "x-kubernetes-list-type",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-validations",
    ];

    [Fact]
    public void EveryNodeIsStructural() =>
        Check(schema =>
            schema.Any(member => !Keywords.Contains(member.Key)) ? "has a keyword that is not allowed"
            : schema.ContainsKey("type") == schema.ContainsKey("x-kubernetes-int-or-string") ? "has no type"
            : schema.ContainsKey("properties") && schema.ContainsKey("additionalProperties")
                ? "is object and map at once"
            : null
        );

    [Fact]
    public void EveryStringHasALimit() =>
        Check(schema =>
            (Type(schema) == "string" || schema.ContainsKey("x-kubernetes-int-or-string"))
            && !schema.ContainsKey("maxLength")
            && !schema.ContainsKey("enum")
            && Text(schema, "format") != "date-time"
                ? "has no maxLength"
                : null
        );

    [Fact]
    public void EveryListHasALimitAndAType() =>
        Check(schema =>
            Type(schema) != "array" ? null
            : !schema.ContainsKey("maxItems") ? "has no maxItems"
            : !schema.ContainsKey("x-kubernetes-list-type") ? "has no list type"
            : null
        );

    [Fact]
    public void EveryMapHasALimit() =>
        Check(schema =>
            schema.ContainsKey("additionalProperties") && !schema.ContainsKey("maxProperties")
                ? "has no maxProperties"
                : null
        );

    [Fact]
    public void KeysOfListsAreScalarsThatAreAlwaysThere() =>
        Check(schema =>
        {
            if (Text(schema, "x-kubernetes-list-type") != "map")
            {
                return null;
            }

            var item = schema["items"]!.AsObject();
            var required = Names(item["required"]);
            return Names(schema["x-kubernetes-list-map-keys"])
                .Select(key => (key, field: item["properties"]![key]?.AsObject()))
                .Where(pair =>
                    pair.field is null
                    || Type(pair.field) is "object" or "array"
                    || !(required.Contains(pair.key) || pair.field.ContainsKey("default"))
                )
                .Select(pair => $"has the key {pair.key}, which may be absent or is no scalar")
                .FirstOrDefault();
        });

    [Fact]
    public void NoFieldOfASpecIsABooleanToKubectl() =>
        Check(
            (path, schema) =>
                // kubectl reads YAML 1.1, to which a bare y is true: such a field would have to be quoted.
                path.Contains(".spec", StringComparison.Ordinal)
                    ? (schema["properties"] as JsonObject)
                        ?.Select(field => field.Key)
                        .Where(name => name.ToUpperInvariant() is "Y" or "N" or "YES" or "NO" or "ON" or "OFF")
                        .Select(name => $"has a field {name}, which YAML 1.1 takes for a boolean")
                        .FirstOrDefault()
                    : null
        );

    [Fact]
    public void SetsHoldScalars() =>
        Check(schema =>
            Text(schema, "x-kubernetes-list-type") == "set" && Type(schema["items"]!.AsObject()) is "object" or "array"
                ? "is a set of something that is no scalar"
                : null
        );

    [Fact]
    public void NumbersHaveARange() =>
        Check(schema =>
            Type(schema) == "number" && !(schema.ContainsKey("minimum") && schema.ContainsKey("maximum"))
                ? "has no range"
                : null
        );

    [Fact]
    public void IntegersSayTheirWidthAndInSpecsTheirRange() =>
        Check(
            (path, schema) =>
                Type(schema) != "integer" ? null
                : !schema.ContainsKey("format") ? "has no format"
                : path.Contains(".spec", StringComparison.Ordinal)
                && !schema.ContainsKey("enum")
                && !(schema.ContainsKey("minimum") && schema.ContainsKey("maximum"))
                && !path.EndsWith("tolerationSeconds", StringComparison.Ordinal)
                    ? "has no range"
                : null
        );

    [Fact]
    public void DurationsAreStrings() =>
        Check(
            (path, schema) =>
                Seconds().IsMatch(path) && Type(schema) == "string" ? "is a duration by another name"
                : Duration().IsMatch(path)
                && Type(schema) is not null and not "string"
                && !path.Contains("cleanup", StringComparison.Ordinal)
                    ? "is a duration and no string"
                : null
        );

    [Fact]
    public void EveryFieldIsEitherOptionalOrRequired() =>
        Check(schema =>
            Names(schema["required"])
                .Where(name => schema["properties"]![name] is not JsonObject field || field.ContainsKey("default"))
                .Select(name => $"requires {name}, which is absent or has a default")
                .FirstOrDefault()
        );

    [Fact]
    public void EveryFieldIsDescribedInSentences() =>
        Check(
            (path, schema) =>
                path.EndsWith("[]", StringComparison.Ordinal) || path.EndsWith("{}", StringComparison.Ordinal) ? null
                : Text(schema, "description") is not { Length: > 8 } text ? "has no description"
                : !char.IsUpper(text[0]) || text[^1] != '.' ? $"is described by what is no sentence: {text}"
                : null
        );

    [Fact]
    public void NamesAreCamelCaseExceptThoseOfFibo() =>
        Check(
            (path, _) =>
                path.Contains(".structured.", StringComparison.Ordinal)
                || CamelCase().IsMatch(path[(path.LastIndexOf('.') + 1)..].TrimEnd('[', ']', '{', '}'))
                    ? null
                    : "is not camelCase"
        );

    [Fact]
    public void DefaultsAreValid() =>
        Check(
            (path, schema) =>
                schema["default"] is { } value ? string.Join("; ", SchemaCheck.Errors(schema, value, path)) : null
        );

    [Fact]
    public void FieldPathsOfRulesLeadToFields() =>
        Check(schema =>
            Rules(schema)
                .Select(rule => rule["fieldPath"]?.GetValue<string>())
                .Where(path => path is not null && schema["properties"]?[path[1..]] is null)
                .Select(path => $"has a rule that blames {path}, which does not exist")
                .FirstOrDefault()
        );

    [Fact]
    public void RulesHaveMessagesOfOneLine() =>
        Check(schema =>
            Rules(schema)
                .Where(rule => rule["message"]?.GetValue<string>() is not { Length: > 0 } text || text.Contains('\n'))
                .Select(rule => $"has a rule without a message of one line: {rule["rule"]}")
                .FirstOrDefault()
        );

    private static void Check(Func<JsonObject, string?> rule) => Check((_, schema) => rule(schema));

    private static void Check(Func<string, JsonObject, string?> rule)
    {
        var faults = Crd
            .All.SelectMany(Crd.Nodes)
            .Select(node => (node.Path, Fault: rule(node.Path, node.Schema)))
            .Where(found => !string.IsNullOrEmpty(found.Fault))
            .Select(found => $"{found.Path} {found.Fault}");
        Assert.Empty(faults);
    }

    private static IEnumerable<JsonObject> Rules(JsonObject schema) =>
        schema["x-kubernetes-validations"] is JsonArray rules ? rules.Select(rule => rule!.AsObject()) : [];

    private static List<string> Names(JsonNode? names) =>
        names is JsonArray array ? [.. array.Select(name => name!.GetValue<string>())] : [];

    private static string? Type(JsonObject schema) => Text(schema, "type");

    private static string? Text(JsonObject schema, string key) => schema[key]?.GetValue<string>();

    [GeneratedRegex("[a-z](Seconds|Minutes|Hours)$")]
    private static partial Regex Seconds();

    [GeneratedRegex("([tT]tl|[tT]imeout|[dD]uration|After)$")]
    private static partial Regex Duration();

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex CamelCase();
}
