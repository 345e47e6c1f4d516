using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The rules for how a Job ends and replaces its pods.</summary>
internal static class FailurePolicyChecks
{
    private static readonly string[] Actions = ["Count", "FailIndex", "FailJob", "Ignore"];
    private static readonly string[] Operators = ["In", "NotIn"];
    private static readonly string[] Replacements = ["Failed", "TerminatingOrFailed"];
    private static readonly string[] Modes = ["NonIndexed", "Indexed"];

    public static IEnumerable<FieldError> Check(JsonObject spec)
    {
        var replacements = spec["podFailurePolicy"] is null ? Replacements : ["Failed"];
        if (spec["podReplacementPolicy"] is { } replacement && !replacements.Contains((string?)replacement))
        {
            yield return FieldError.NotSupported("spec.podReplacementPolicy", replacement, replacements);
        }
        if (spec["completionMode"] is { } mode && !Modes.Contains((string?)mode))
        {
            yield return FieldError.NotSupported("spec.completionMode", mode, Modes);
        }
        else if ((string?)spec["completionMode"] == "Indexed")
        {
            yield return FieldError.Forbidden(
                "spec.completionMode",
                "Indexed is not served by the development cluster"
            );
        }
        var names = ((string[])["containers", "initContainers"])
            .SelectMany(list => spec["template"]?["spec"]?[list] as JsonArray ?? [])
            .Select(container => (string?)container?["name"])
            .ToList();
        var rules = spec["podFailurePolicy"]?["rules"] as JsonArray ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var error in Rule(rules[i] as JsonObject ?? [], names, $"spec.podFailurePolicy.rules[{i}]"))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<FieldError> Rule(JsonObject rule, List<string?> containers, string path)
    {
        if (!Actions.Contains((string?)rule["action"]))
        {
            yield return FieldError.NotSupported($"{path}.action", rule["action"], Actions);
        }
        if (rule["onExitCodes"] is JsonObject codes)
        {
            var comparison = codes["operator"];
            if (!Operators.Contains((string?)comparison))
            {
                yield return FieldError.NotSupported($"{path}.onExitCodes.operator", comparison, Operators);
            }
            if (codes["containerName"] is { } name && !containers.Contains((string?)name))
            {
                yield return FieldError.Invalid(
                    $"{path}.onExitCodes.containerName",
                    name,
                    "must be one of the container or initContainer names in the pod template"
                );
            }
            var values = (codes["values"] as JsonArray ?? []).Select(v => v.Integer() ?? 0).ToList();
            if ((string?)comparison == "In" && values.IndexOf(0) is >= 0 and var zero)
            {
                yield return FieldError.Invalid(
                    $"{path}.onExitCodes.values[{zero}]",
                    0,
                    "must not be 0 for the In operator"
                );
            }
            if (!values.Order().SequenceEqual(values))
            {
                yield return FieldError.Invalid($"{path}.onExitCodes.values", codes["values"], "must be ordered");
            }
        }
        else if (rule["onPodConditions"] is not JsonArray { Count: > 0 })
        {
            yield return FieldError.InvalidWithoutValue(
                path,
                "specifying one of OnExitCodes and OnPodConditions is required"
            );
        }
        var conditions = rule["onPodConditions"] as JsonArray ?? [];
        for (var i = 0; i < conditions.Count; i++)
        {
            var type = (string?)conditions[i]?["type"] ?? "";
            foreach (var error in NameRules.QualifiedName(type))
            {
                yield return FieldError.Invalid($"{path}.onPodConditions[{i}].type", type, error);
            }
        }
    }
}
