using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Api.Core;

namespace ImageForge.Planning.Pods;

/// <summary>What a pod asks of the machine it runs on: which nodes, which runtime, how much of what.</summary>
internal static class PodHardware
{
    /// <summary>The pod, bound to the nodes and the runtime that the job names.</summary>
    public static PodSpec Place(PodSpec pod, RunnerSpec? runner) =>
        pod with
        {
            NodeSelector = runner?.NodeSelector,
            Tolerations = runner?.Tolerations,
            PriorityClassName = runner?.PriorityClassName,
            RuntimeClassName = runner?.RuntimeClassName,
        };

    /// <summary>What the runner's container is given, GPUs included; null where nothing is asked for.</summary>
    public static ResourceRequirements? Resources(RunnerSpec? runner, OperatorDefaults defaults)
    {
        var requests = Amounts(runner?.Resources?.Requests) ?? new(defaults.Requests);
        var limits = Amounts(runner?.Resources?.Limits) ?? new(defaults.Limits);
        if (runner?.Gpu is { Count: > 0 } gpu)
        {
            // Extended resources cannot be overcommitted: the limit is the request.
            limits[gpu.ResourceName ?? defaults.GpuResource] = gpu.Count.ToString(CultureInfo.InvariantCulture);
        }

        return requests.Count + limits.Count == 0
            ? null
            : new() { Requests = requests.Count == 0 ? null : requests, Limits = limits.Count == 0 ? null : limits };
    }

    private static Dictionary<string, string>? Amounts(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts?.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal);
}
