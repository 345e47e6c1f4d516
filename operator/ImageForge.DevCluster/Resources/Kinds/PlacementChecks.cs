using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The rules for what binds a pod to nodes, and for the objects that it names.</summary>
internal static class PlacementChecks
{
    private static readonly string[] Operators = ["Equal", "Exists"];
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public static IEnumerable<FieldError> Check(JsonObject spec, string path)
    {
        foreach (var error in MetadataRules.Labels(spec["nodeSelector"] as JsonObject, $"{path}.nodeSelector"))
        {
            yield return error;
        }
        foreach (var field in (string[])["serviceAccountName", "priorityClassName", "runtimeClassName"])
        {
            if ((string?)spec[field] is not { Length: > 0 } name)
            {
                continue;
            }
            foreach (var error in NameRules.Subdomain(name))
            {
                yield return FieldError.Invalid($"{path}.{field}", name, error);
            }
        }
        var tolerations = spec["tolerations"] as JsonArray ?? [];
        for (var i = 0; i < tolerations.Count; i++)
        {
            foreach (var error in Toleration(tolerations[i] as JsonObject ?? [], $"{path}.tolerations[{i}]"))
            {
                yield return error;
            }
        }
        if (spec["activeDeadlineSeconds"].Integer() is < 1 or > int.MaxValue)
        {
            yield return FieldError.Invalid(
                $"{path}.activeDeadlineSeconds",
                spec["activeDeadlineSeconds"],
                "must be between 1 and 2147483647, inclusive"
            );
        }
    }

    private static IEnumerable<FieldError> Toleration(JsonObject toleration, string path)
    {
        var key = (string?)toleration["key"] ?? "";
        var comparison = (string?)toleration["operator"] ?? "";
        var value = (string?)toleration["value"] ?? "";
        var effect = (string?)toleration["effect"] ?? "";
        foreach (var error in key.Length == 0 ? [] : NameRules.QualifiedName(key))
        {
            yield return FieldError.Invalid($"{path}.key", key, error);
        }
        if (key.Length == 0 && comparison != "Exists")
        {
            yield return FieldError.Invalid(
                $"{path}.operator",
                comparison,
                "operator must be Exists when `key` is empty, which means \"match all values and all keys\""
            );
        }
        if (toleration["tolerationSeconds"] is not null && effect != "NoExecute")
        {
            yield return FieldError.Invalid(
                $"{path}.effect",
                effect,
                "effect must be 'NoExecute' when `tolerationSeconds` is set"
            );
        }
        if (comparison is "" or "Equal")
        {
            var errors = NameRules.LabelValue(value).ToList();
            if (errors.Count > 0)
            {
                yield return FieldError.Invalid($"{path}.operator", value, string.Join(";", errors));
            }
        }
        else if (comparison == "Exists")
        {
            if (value.Length > 0)
            {
                yield return FieldError.Invalid(
                    $"{path}.operator",
                    value,
                    "value must be empty when `operator` is 'Exists'"
                );
            }
        }
        else
        {
            // Known, and behind a feature gate.
            yield return FieldError.NotSupported(
                $"{path}.operator",
                comparison,
                comparison is "Lt" or "Gt" ? [.. Operators, "Lt", "Gt"] : Operators
            );
        }
        if (effect.Length > 0 && !Effects.Contains(effect))
        {
            yield return FieldError.NotSupported($"{path}.effect", effect, Effects);
        }
    }
}
