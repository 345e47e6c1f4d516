using System.Globalization;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Resolving;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Validates spec.runner as the API server would validate the Job and its pods.</summary>
internal static class RunnerRules
{
    /// <summary>The first violation, or null.</summary>
    /// <param name="runner">The runner of a job, or of a storyboard's template.</param>
    /// <param name="field">Its field, such as "spec.runner".</param>
    /// <param name="defaults">The operator's defaults.</param>
    public static Problem? Validate(RunnerSpec? runner, string field, OperatorDefaults defaults) =>
        runner is null
            ? null
            : All(runner, field, defaults)
                .Select(message => new Problem(Reasons.InvalidSpec, message))
                .FirstOrDefault();

    private static IEnumerable<string> All(RunnerSpec runner, string field, OperatorDefaults defaults) =>
        [
            .. runner.QueueName is { } queue && !KubernetesNames.IsLabelValue(queue)
                ? [$"{field}.queueName '{queue}' is not a valid label value; use the name of a LocalQueue."]
                : Array.Empty<string>(),
            .. Queue(runner, field, defaults),
            .. Named(runner.PriorityClassName, $"{field}.priorityClassName"),
            .. Named(runner.RuntimeClassName, $"{field}.runtimeClassName"),
            .. ResourceRules.Validate(runner, field, defaults),
            .. Selector(runner.NodeSelector ?? new Dictionary<string, string>(), $"{field}.nodeSelector"),
            .. (runner.Tolerations ?? []).SelectMany((t, i) => Toleration(t, $"{field}.tolerations[{i}]")),
            .. Claims(runner, $"{field}.resourceClaims"),
            .. Account(runner.ServiceAccountName, $"{field}.serviceAccountName", defaults.ServiceAccountNames),
            .. runner.PodTemplate is { } added
                ? PodAdditionRules.Validate(added, $"{field}.podTemplate")
                : Array.Empty<string>(),
        ];

    private static IEnumerable<string> Queue(RunnerSpec runner, string field, OperatorDefaults defaults)
    {
        if (runner.QueuePriorityClass is { } priority && !KubernetesNames.IsLabelValue(priority))
        {
            yield return $"{field}.queuePriorityClass '{priority}' is not a valid label value; use the name of a WorkloadPriorityClass.";
        }

        if (
            defaults.QueueOf(runner) is null
            && (runner.QueuePriorityClass ?? (object?)runner.QueueTopology) is not null
        )
        {
            var name = runner.QueuePriorityClass is null ? "queueTopology" : "queuePriorityClass";
            yield return $"{field}.{name} requires a queue; set {field}.queueName.";
        }

        foreach (
            var (level, name) in new[]
            {
                (runner.QueueTopology?.Required, "required"),
                (runner.QueueTopology?.Preferred, "preferred"),
            }
        )
        {
            if (level is not null && !KubernetesNames.IsQualifiedName(level))
            {
                yield return $"{field}.queueTopology.{name} '{level}' is not a valid label key.";
            }
        }
    }

    private static IEnumerable<string> Claims(RunnerSpec runner, string field)
    {
        var claims = runner.ResourceClaims ?? [];
        if (claims.Count > 0 && runner.Gpu is { Count: > 0 } gpu)
        {
            yield return $"{field} and gpu.count {gpu.Count.ToString(CultureInfo.InvariantCulture)} both ask for devices; set gpu.count to 0.";
        }

        foreach (var (claim, i) in claims.Select((claim, i) => (claim, i)))
        {
            if (!KubernetesNames.IsLabel(claim.Name))
            {
                yield return $"{field}[{i}].name '{claim.Name}' must be lower-case letters, digits and hyphens.";
            }

            if (claim.ResourceClaimName is null == claim.ResourceClaimTemplateName is null)
            {
                yield return $"{field}[{i}] must have exactly one of resourceClaimName and resourceClaimTemplateName.";
            }

            if (claims.Take(i).Any(other => other.Name == claim.Name))
            {
                yield return $"{field}[{i}].name '{claim.Name}' is given twice.";
            }

            foreach (
                var problem in Named(claim.ResourceClaimName, $"{field}[{i}].resourceClaimName")
                    .Concat(Named(claim.ResourceClaimTemplateName, $"{field}[{i}].resourceClaimTemplateName"))
            )
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<string> Account(string? name, string field, IReadOnlyList<string> allowed) =>
        name is null || allowed.Contains(name) ? []
        : allowed.Count == 0
            ? [$"{field} '{name}' is not allowed: the operator allows none (runner.serviceAccountNames)."]
        :
        [
            $"{field} '{name}' is not allowed: the operator allows {string.Join(", ", allowed)} (runner.serviceAccountNames).",
        ];

    private static IEnumerable<string> Named(string? name, string field) =>
        name is null || KubernetesNames.IsSubdomain(name) ? [] : [$"{field} '{name}' is not a valid object name."];

    private static IEnumerable<string> Selector(IReadOnlyDictionary<string, string> labels, string field)
    {
        foreach (var (key, value) in labels)
        {
            if (!KubernetesNames.IsQualifiedName(key))
            {
                yield return $"{field}: '{key}' is not a valid label key.";
            }

            if (!KubernetesNames.IsLabelValue(value))
            {
                yield return $"{field}[{key}]: '{value}' is not a valid label value.";
            }
        }
    }

    private static IEnumerable<string> Toleration(V1Toleration toleration, string field)
    {
        var isExists = toleration.OperatorProperty == "Exists";
        if (toleration.OperatorProperty is not (null or "" or "Equal" or "Exists"))
        {
            yield return $"{field}.operator '{toleration.OperatorProperty}' is unknown; use Equal or Exists.";
        }

        if (toleration.Key is { Length: > 0 } key)
        {
            if (!KubernetesNames.IsQualifiedName(key))
            {
                yield return $"{field}.key '{key}' is not a valid taint key.";
            }
        }
        else if (!isExists)
        {
            yield return $"{field}.operator must be Exists when key is empty.";
        }

        if (isExists && toleration.Value is { Length: > 0 })
        {
            yield return $"{field}.value must be empty when operator is Exists.";
        }

        if (!KubernetesNames.IsLabelValue(toleration.Value ?? ""))
        {
            yield return $"{field}.value '{toleration.Value}' is not a valid taint value.";
        }

        if (toleration.Effect is not (null or "" or "NoSchedule" or "PreferNoSchedule" or "NoExecute"))
        {
            yield return $"{field}.effect '{toleration.Effect}' is unknown; use NoSchedule, PreferNoSchedule or NoExecute.";
        }

        if (toleration.TolerationSeconds is not null && toleration.Effect != "NoExecute")
        {
            yield return $"{field}.tolerationSeconds requires effect NoExecute.";
        }
    }
}
