using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageForge.Api.Common;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Builds the ConfigMap and the Job of a run plan.</summary>
public static class PodPlanner
{
    /// <summary>Name of the runner's container.</summary>
    public const string Container = "runner";

    /// <summary>The one key of a plan's ConfigMap.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>Where the runner answers <c>/progress</c> and <c>/healthz</c>.</summary>
    public const int ProgressPort = 8080;

    /// <summary>The immutable ConfigMap that holds the plan.</summary>
    public static V1ConfigMap ConfigMap(RunPlan plan, V1OwnerReference owner) =>
        new()
        {
            ApiVersion = V1ConfigMap.KubeApiVersion,
            Kind = V1ConfigMap.KubeKind,
            Metadata = Metadata(plan, owner),
            Immutable = true,
            Data = new Dictionary<string, string>
            {
                [PlanFile] = JsonSerializer.Serialize(plan, ContractsJson.Of<RunPlan>()),
            },
        };

    /// <summary>The plan in a ConfigMap, or null if this version cannot read it.</summary>
    public static RunPlan? ReadPlan(V1ConfigMap map)
    {
        // As the API server has it, or as caches keep it.
        var json =
            map.Data?.TryGetValue(PlanFile, out var text) == true ? Encoding.UTF8.GetBytes(text)
            : map.BinaryData?.TryGetValue(PlanFile, out var bytes) == true ? bytes
            : null;
        if (json is null)
        {
            return null;
        }

        try
        {
            var plan = JsonSerializer.Deserialize(json, ContractsJson.Of<RunPlan>());
            return plan?.Version == RunPlan.CurrentVersion ? plan : null;
        }
        // Work without a task is not supported instead of invalid.
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// The Job that runs the plan. Never updated after creation, since Kueue and Kubernetes own parts of it. It has no
    /// TTL: the operator deletes it after reading the result.
    /// </summary>
    public static V1Job Job(
        RunPlan plan,
        V1OwnerReference owner,
        PodNeeds needs,
        OperatorDefaults defaults,
        int firstAttempt = 1
    )
    {
        var metadata = Metadata(plan, owner);
        if (firstAttempt > 1)
        {
            metadata = metadata with
            {
                Annotations = new Dictionary<string, string>(metadata.Annotations!)
                {
                    [Labels.FirstAttempt] = firstAttempt.ToString(CultureInfo.InvariantCulture),
                },
            };
        }

        var labels = metadata.Labels!;
        return new V1Job
        {
            ApiVersion = V1Job.KubeGroup + "/" + V1Job.KubeApiVersion,
            Kind = V1Job.KubeKind,
            Metadata = metadata with { Labels = WithQueue(labels, needs.Runner, defaults) },
            Spec = new V1JobSpec
            {
                Parallelism = 1,
                Completions = 1,
                BackoffLimit = needs.Runner?.Retries ?? defaults.Retries,
                PodReplacementPolicy = "Failed",
                PodFailurePolicy = FailurePolicy(),
                Template = new V1PodTemplateSpec
                {
                    Metadata = PodExtras.Metadata(labels, needs.Runner),
                    Spec = RunnerPod.Of(
                        metadata.Name!,
                        PodInputs.Of(plan),
                        PodModels.Of(plan, needs, defaults),
                        needs,
                        defaults
                    ) with
                    {
                        // The pod deadline counts from scheduling; the Job's would include the wait for a node.
                        ActiveDeadlineSeconds = needs.Runner?.ActiveDeadlineSeconds ?? defaults.ActiveDeadlineSeconds,
                    },
                },
            },
        };
    }

    private static Dictionary<string, string> WithQueue(
        IDictionary<string, string> labels,
        RunnerSpec? runner,
        OperatorDefaults defaults
    )
    {
        var all = new Dictionary<string, string>(labels, StringComparer.Ordinal);
        if (defaults.QueueOf(runner) is { } queue)
        {
            all[Labels.KueueQueue] = queue;
        }

        if (runner?.QueuePriorityClass is { } priority)
        {
            all[Labels.KueuePriority] = priority;
        }

        return all;
    }

    private static V1ObjectMeta Metadata(RunPlan plan, V1OwnerReference owner) =>
        new()
        {
            Name = ChildNames.Of(plan),
            NamespaceProperty = plan.Delivery.Namespace,
            Labels = Labels.ForRun(owner),
            Annotations = new Dictionary<string, string> { [Labels.PlanHash] = plan.PlanHash },
            OwnerReferences = [owner],
        };

    private static V1PodFailurePolicy FailurePolicy() =>
        new()
        {
            Rules =
            [
                // A disruption neither fails the Job nor counts as a retry, whatever the exit code.
                new() { Action = "Ignore", OnPodConditions = [new() { Type = "DisruptionTarget", Status = "True" }] },
                new()
                {
                    Action = "FailJob",
                    OnExitCodes = new()
                    {
                        ContainerName = Container,
                        OperatorProperty = "In",
                        Values = [(int)ExitCode.BadInput, (int)ExitCode.Refused],
                    },
                },
            ],
        };
}
