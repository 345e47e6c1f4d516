using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.CrdWriter;

/// <summary>
/// Writes docs/crd-reference.md: the fields of every kind, with one section per object. A record that is used in several
/// places has its section at the first of them; the others link there.
/// </summary>
internal sealed class CrdReference
{
    /// <summary>Its name within docs.</summary>
    public const string FileName = "crd-reference.md";

    private const string Header = """
        <!-- Generated from the records in crds/ImageForge.Api by `make crds`. Do not edit. -->
        # API reference

        Group and version: `imageforge.dev/v1alpha1`. `kubectl explain` shows the same texts. Fields that are not
        marked as required may be left out. `[]` after a path means each item of a list. Defaults and limits of a field are under
        constraints, as are rules that the API server checks on it; rules about several fields follow the table.

        """;

    private readonly StringBuilder _text = new(Header.ReplaceLineEndings("\n"));
    private readonly Dictionary<Type, string> _sections = [];

    /// <summary>Writes the reference of some kinds.</summary>
    public static string Write(IEnumerable<Type> kinds)
    {
        var reference = new CrdReference();
        foreach (var kind in kinds)
        {
            reference.Kind(kind);
        }

        return reference._text.ToString();
    }

    private void Kind(Type kind)
    {
        var spec = CrdBuilder.Build(kind)["spec"]!;
        var names = kind.GetCustomAttribute<CustomResourceAttribute>()!;
        _text.Append(CultureInfo.InvariantCulture, $"\n## {kind.Name}\n\n{XmlDocs.Summary(kind)}\n\n");
        _text.Append(CultureInfo.InvariantCulture, $"Namespaced. `kubectl get {names.Plural}`");
        _text.AppendJoin("", names.ShortNames.Select(name => $", `{name}`")).Append(".\n");
        var schema = spec["versions"]![0]!["schema"]!["openAPIV3Schema"]!;
        foreach (var field in Field.Of(kind).Where(field => field.Name is "spec" or "status"))
        {
            var path = $"{kind.Name}.{field.Name}";
            _sections.Add(field.Type, path);
            Section(path, field, field.Type, schema["properties"]![field.Name]!);
        }
    }

    private void Section(string path, Field owner, Type record, JsonNode schema)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n### {path}\n\n{owner.Summary}\n\n");
        _text.Append("| field | type | constraints | description |\n|---|---|---|---|\n");
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        var below = new List<Action>();
        foreach (var field in Field.Of(record))
        {
            var value = schema["properties"]![field.Name]!;
            var (type, item, suffix) = Item(field.Type, value);
            if (item["properties"] is not null)
            {
                var child = $"{path}.{field.Name}{suffix}";
                if (_sections.TryAdd(type, child))
                {
                    below.Add(() => Section(child, field, type, item));
                }
            }

            var limits = Constraints(field, type, value);
            Row(path, field, type, value, required.Contains(field.Name) ? limits.Prepend("required") : limits);
        }

        var rules = record.GetCustomAttributes<RuleAttribute>().Select(rule => $"- {rule.Message}\n").ToList();
        if (rules.Count > 0)
        {
            _text.Append("\nRules:\n\n").AppendJoin("", rules);
        }

        below.ForEach(write => write());
    }

    private void Row(string path, Field field, Type type, JsonNode schema, IEnumerable<string> constraints) =>
        _text
            .Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {TypeName(path, type, schema)} ")
            .Append(CultureInfo.InvariantCulture, $"| {Cell(string.Join("; ", constraints))} ")
            .Append(CultureInfo.InvariantCulture, $"| {Cell(field.Summary + Values(type))} |\n");

    private string TypeName(string path, Type type, JsonNode schema) =>
        schema switch
        {
            _ when schema["items"] is { } items => "list of " + TypeName(path, type, items),
            _ when schema["additionalProperties"] is { } entries => "map of " + TypeName(path, type, entries),
            _ when _sections.TryGetValue(type, out var section) => $"[{LinkText(path, section)}](#{Anchor(section)})",
            _ when schema["enum"] is not null => "enum",
            _ when schema["x-kubernetes-int-or-string"] is not null => "quantity",
            _ => schema["format"]?.GetValue<string>() is "date-time" ? "time" : schema["type"]!.GetValue<string>(),
        };

    // The path where it is elsewhere; without the brackets of a list, which Markdown could take for a link's.
    private static string LinkText(string path, string section) =>
        section.StartsWith(path + ".", StringComparison.Ordinal)
            ? "object"
            : section.Replace("[]", "", StringComparison.Ordinal);

    private static IEnumerable<string> Constraints(Field field, Type type, JsonNode schema)
    {
        if (Bounds(schema, "minItems", "maxItems") is { } items)
        {
            yield return items + " items";
        }

        if (schema["maxProperties"] is { } entries)
        {
            yield return $"up to {entries} entries";
        }

        if (schema["x-kubernetes-list-type"]?.GetValue<string>() is "set")
        {
            yield return "no duplicates";
        }

        if (schema["x-kubernetes-list-map-keys"] is JsonArray keys)
        {
            yield return "unique by " + string.Join(" and ", keys.Select(key => $"`{key}`"));
        }

        var item = schema["items"] ?? schema["additionalProperties"];
        foreach (var limit in Scalar(field, type, item ?? schema))
        {
            yield return item is null ? limit : "each " + limit;
        }

        if (schema["default"] is { } value)
        {
            yield return $"default `{value.ToJsonString().Trim('"')}`";
        }

        foreach (var rule in field.All<RuleAttribute>())
        {
            yield return rule.Message;
        }

        if (Immutability.Holds(schema))
        {
            yield return "immutable";
        }
    }

    private static IEnumerable<string> Scalar(Field field, Type type, JsonNode schema)
    {
        if (Descriptions.Range(field) is { Length: > 0 } range)
        {
            yield return range.Trim().TrimEnd('.').ToLowerInvariant();
            yield break;
        }

        if (Bounds(schema, "minimum", "maximum") is { } bounds)
        {
            yield return bounds;
        }

        if (schema["enum"] is JsonArray values && !type.IsEnum)
        {
            yield return "one of " + string.Join(", ", values.Select(value => $"`{value}`"));
        }

        if (Bounds(schema, "minLength", "maxLength") is { } length)
        {
            yield return length + " characters";
        }

        if (schema["pattern"] is not { } pattern || type == typeof(Quantity))
        {
            yield break;
        }

        yield return field.Get<TextAttribute>() switch
        {
            ResourceNameAttribute => "a Kubernetes name",
            IdentifierAttribute => "lower-case letters, digits, `-` and `_`",
            DurationAttribute => "a duration",
            _ => $"`{pattern}`",
        };
    }

    private static string? Bounds(JsonNode schema, string least, string most) =>
        (schema[least], schema[most]) switch
        {
            (null, null) => null,
            (null, { } maximum) => $"up to {maximum}",
            ({ } minimum, null) => $"at least {minimum}",
            var (minimum, maximum) when JsonNode.DeepEquals(minimum, maximum) => $"{minimum}",
            var (minimum, maximum) => $"{minimum} to {maximum}",
        };

    private static string Values(Type type) =>
        type.IsEnum
            ? string.Concat(
                Enum.GetValues(type)
                    .Cast<Enum>()
                    .Select(value => $"\n`{EnumNames.NameOf(value)}`: {XmlDocs.Summary(value)}")
            )
            : "";

    // What a list or map holds, and its path below the field.
    private static (Type Type, JsonNode Schema, string Suffix) Item(Type type, JsonNode schema) =>
        (schema["items"] ?? schema["additionalProperties"]) is { } item
            ? Item(type.GetGenericArguments()[^1], item) with
            {
                Suffix = "[]",
            }
            : (type, schema, "");

    private static string Cell(string value) =>
        value
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("\n", "<br>", StringComparison.Ordinal);

    // As GitHub names headings: letters and digits stay.
    private static string Anchor(string path) =>
        string.Concat(path.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_'));
}
