using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>Group, scope and names of a definition.</summary>
internal static partial class DefinitionNames
{
    private const string LabelMessage =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, "
        + "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
        + "'[a-z]([-a-z0-9]*[a-z0-9])?')";

    private const string SubdomainMessage =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
        + "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    public static void Check(JsonObject definition, JsonObject spec, List<FieldError> errors)
    {
        var names = spec["names"] as JsonObject ?? [];
        var group = Texts.Of(spec["group"]);
        var name = Texts.Of(definition["metadata"]?["name"]);
        if (name != $"{Texts.Of(names["plural"])}.{group}")
        {
            errors.Add(FieldError.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }

        if (group.Length == 0)
        {
            errors.Add(FieldError.Required("spec.group"));
        }
        else if (!Subdomain().IsMatch(group) || group.Length > 253)
        {
            errors.Add(FieldError.Invalid("spec.group", group, SubdomainMessage));
        }
        else if (!group.Contains('.', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid("spec.group", group, "should be a domain with at least one dot"));
        }

        var scope = Texts.Of(spec["scope"]);
        if (scope.Length == 0)
        {
            errors.Add(FieldError.Required("spec.scope"));
        }
        else if (scope is not ("Cluster" or "Namespaced"))
        {
            errors.Add(FieldError.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"]));
        }

        CheckNames(names, errors);
    }

    private static void CheckNames(JsonObject names, List<FieldError> errors)
    {
        CheckLabel(names, "plural", required: true, errors);
        CheckLabel(names, "singular", required: false, errors);
        CheckKind(names, "kind", required: true, errors);
        CheckKind(names, "listKind", required: false, errors);
        if (Texts.Of(names["kind"]) is { Length: > 0 } kind && kind == Texts.Of(names["listKind"]))
        {
            errors.Add(FieldError.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same"));
        }
        foreach (var list in new[] { "shortNames", "categories" })
        {
            foreach (var (item, index) in (names[list] as JsonArray ?? []).Select((item, index) => (item, index)))
            {
                if (!Label().IsMatch(Texts.Of(item)))
                {
                    errors.Add(FieldError.Invalid($"spec.names.{list}[{index}]", item, LabelMessage));
                }
            }
        }
    }

    private static void CheckLabel(JsonObject names, string field, bool required, List<FieldError> errors)
    {
        var value = Texts.Of(names[field]);
        if (value.Length == 0)
        {
            if (required)
            {
                errors.Add(FieldError.Required($"spec.names.{field}"));
            }
        }
        else if (!Label().IsMatch(value))
        {
            errors.Add(FieldError.Invalid($"spec.names.{field}", value, LabelMessage));
        }
    }

    /// <summary>Kinds have capitals; otherwise they are labels as well.</summary>
    private static void CheckKind(JsonObject names, string field, bool required, List<FieldError> errors)
    {
        var value = Texts.Of(names[field]);
        if (value.Length == 0)
        {
            if (required)
            {
                errors.Add(FieldError.Required($"spec.names.{field}"));
            }
        }
        else if (!Kind().IsMatch(value))
        {
            errors.Add(
                FieldError.Invalid(
                    $"spec.names.{field}",
                    value,
                    "may have mixed case, but should otherwise match: " + LabelMessage
                )
            );
        }
    }

    [GeneratedRegex(@"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?\z")]
    public static partial Regex Label();

    [GeneratedRegex(@"^[a-zA-Z]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\z")]
    private static partial Regex Kind();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
