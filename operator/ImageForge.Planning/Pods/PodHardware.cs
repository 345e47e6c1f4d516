using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Api.Core;

namespace ImageForge.Planning.Pods;

/// <summary>What a pod asks of the machine it runs on: which nodes, which runtime, which image for its GPU, how much of what.</summary>
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
        if (GpuResource(runner, defaults) is { } gpu)
        {
            // Extended resources cannot be overcommitted: the limit is the request.
            limits[gpu] = runner!.Gpu!.Count.ToString(CultureInfo.InvariantCulture);
        }

        return requests.Count + limits.Count == 0
            ? null
            : new() { Requests = requests.Count == 0 ? null : requests, Limits = limits.Count == 0 ? null : limits };
    }

    /// <summary>The runner's image: that with CUDA for NVIDIA's GPUs, where there is one.</summary>
    public static string Image(RunnerSpec? runner, OperatorDefaults defaults) =>
        IsNvidia(runner, defaults) ? defaults.RunnerGpuImage ?? defaults.RunnerImage : defaults.RunnerImage;

    /// <summary>What a container runtime reads of a container's variables.</summary>
    public static IReadOnlyList<EnvVar> Environment(RunnerSpec? runner, OperatorDefaults defaults) =>
        // CUDA needs compute and utility; Vulkan, which WebGPU runs on, needs graphics.
        IsNvidia(runner, defaults)
            ? [PodEnvironment.Value("NVIDIA_DRIVER_CAPABILITIES", "compute,utility,graphics")]
            : [];

    // MIG slices are resources of the same vendor: nvidia.com/mig-1g.10gb.
    private static bool IsNvidia(RunnerSpec? runner, OperatorDefaults defaults) =>
        GpuResource(runner, defaults)?.StartsWith("nvidia.com/", StringComparison.Ordinal) == true;

    private static string? GpuResource(RunnerSpec? runner, OperatorDefaults defaults) =>
        runner?.Gpu is { Count: > 0 } gpu ? gpu.ResourceName ?? defaults.GpuResource : null;

    private static Dictionary<string, string>? Amounts(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts?.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal);
}
