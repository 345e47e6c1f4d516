using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Pods;

/// <summary>What of spec.runner an API server would refuse in the Job or its pods; found before there is a Job.</summary>
internal static class RunnerRules
{
    /// <summary>The first that is broken, or null.</summary>
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
                ? [$"{field}.queueName '{queue}' is not a label value; use the name of a LocalQueue."]
                : Array.Empty<string>(),
            .. Named(runner.PriorityClassName, $"{field}.priorityClassName"),
            .. Named(runner.RuntimeClassName, $"{field}.runtimeClassName"),
            .. ResourceRules.Validate(runner, field, defaults),
            .. Selector(runner.NodeSelector ?? new Dictionary<string, string>(), $"{field}.nodeSelector"),
            .. (runner.Tolerations ?? []).SelectMany((t, i) => Toleration(t, $"{field}.tolerations[{i}]")),
        ];

    private static IEnumerable<string> Named(string? name, string field) =>
        name is null || KubernetesNames.IsSubdomain(name) ? [] : [$"{field} '{name}' is not a name of an object."];

    private static IEnumerable<string> Selector(IReadOnlyDictionary<string, string> labels, string field)
    {
        foreach (var (key, value) in labels)
        {
            if (!KubernetesNames.IsQualifiedName(key))
            {
                yield return $"{field}: '{key}' is not a label key.";
            }

            if (!KubernetesNames.IsLabelValue(value))
            {
                yield return $"{field}[{key}]: '{value}' is not a label value.";
            }
        }
    }

    private static IEnumerable<string> Toleration(Toleration toleration, string field)
    {
        var isExists = toleration.Operator == "Exists";
        if (toleration.Operator is not (null or "" or "Equal" or "Exists"))
        {
            yield return $"{field}.operator '{toleration.Operator}' is unknown; use Equal or Exists.";
        }

        if (toleration.Key is { Length: > 0 } key)
        {
            if (!KubernetesNames.IsQualifiedName(key))
            {
                yield return $"{field}.key '{key}' is not a taint's key.";
            }
        }
        else if (!isExists)
        {
            yield return $"{field}.operator must be Exists where there is no key.";
        }

        if (isExists && toleration.Value is { Length: > 0 })
        {
            yield return $"{field}.value must be empty where the operator is Exists.";
        }

        if (!KubernetesNames.IsLabelValue(toleration.Value ?? ""))
        {
            yield return $"{field}.value '{toleration.Value}' is not a taint's value.";
        }

        if (toleration.Effect is not (null or "" or "NoSchedule" or "PreferNoSchedule" or "NoExecute"))
        {
            yield return $"{field}.effect '{toleration.Effect}' is unknown; use NoSchedule, PreferNoSchedule or NoExecute.";
        }

        if (toleration.TolerationSeconds is not null && toleration.Effect != "NoExecute")
        {
            yield return $"{field}.tolerationSeconds needs the effect NoExecute.";
        }
    }
}
