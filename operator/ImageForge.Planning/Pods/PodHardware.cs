using System.Globalization;
using ImageForge.Api.Common;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Node placement, runtime class, image and resources of a runner pod.</summary>
internal static class PodHardware
{
    private const string Memory = "memory";

    /// <summary>The pod, bound to the nodes and the runtime that the job names.</summary>
    public static V1PodSpec Place(V1PodSpec pod, RunnerSpec? runner) =>
        pod with
        {
            NodeSelector = runner?.NodeSelector?.ToDictionary(StringComparer.Ordinal),
            Tolerations = runner?.Tolerations?.ToList(),
            PriorityClassName = runner?.PriorityClassName,
            RuntimeClassName = runner?.RuntimeClassName,
            ServiceAccountName = runner?.ServiceAccountName,
            ResourceClaims = Claims(runner)
                ?.Select(claim => new V1PodResourceClaim
                {
                    Name = claim.Name,
                    ResourceClaimName = claim.ResourceClaimName,
                    ResourceClaimTemplateName = claim.ResourceClaimTemplateName,
                })
                .ToList(),
        };

    /// <summary>
    /// Resources of the runner container, GPUs included. User settings win; a default that Kubernetes would reject
    /// together with them is dropped.
    /// </summary>
    public static V1ResourceRequirements Resources(RunnerSpec? runner, PodMemory memory, OperatorDefaults defaults)
    {
        var asked = Amounts(runner?.Resources?.Requests);
        var most = Amounts(runner?.Resources?.Limits);
        var requests = new Dictionary<string, string>(defaults.Requests) { [Memory] = PodMemory.Text(memory.Request) };
        var limits = new Dictionary<string, string> { [Memory] = PodMemory.Text(memory.Limit) };
        foreach (var (resource, amount) in requests.ToList())
        {
            requests[resource] = most.TryGetValue(resource, out var limit) ? Smaller(amount, limit) : amount;
        }

        foreach (var (resource, amount) in limits.ToList())
        {
            limits[resource] = asked.TryGetValue(resource, out var request) ? Larger(amount, request) : amount;
        }

        Over(requests, asked);
        Over(limits, most);
        if (GpuResource(runner, defaults) is { } gpu)
        {
            // Extended resources cannot be overcommitted: the limit is the request.
            limits[gpu] = runner!.Gpu!.Count.ToString(CultureInfo.InvariantCulture);
        }

        return new()
        {
            Requests = Quantities(requests),
            Limits = Quantities(limits),
            Claims = Claims(runner)
                ?.Select(claim => new Corev1ResourceClaim { Name = claim.Name, Request = claim.Request })
                .ToList(),
        };
    }

    /// <summary>The runner's image: that with CUDA for NVIDIA's GPUs, where there is one.</summary>
    public static string Image(RunnerSpec? runner, OperatorDefaults defaults) =>
        IsNvidia(runner, defaults) ? defaults.RunnerGpuImage ?? defaults.RunnerImage : defaults.RunnerImage;

    /// <summary>Environment variables read by the container runtime.</summary>
    public static IReadOnlyList<V1EnvVar> Environment(RunnerSpec? runner, OperatorDefaults defaults) =>
        // CUDA needs compute and utility; Vulkan, which WebGPU runs on, needs graphics.
        IsNvidia(runner, defaults)
            ? [PodEnvironment.Value("NVIDIA_DRIVER_CAPABILITIES", "compute,utility,graphics")]
            : [];

    /// <summary>Whether the pod asks for a GPU, as an extended resource or by a claim.</summary>
    public static bool HasGpu(RunnerSpec? runner) => runner?.Gpu is { Count: > 0 } || Claims(runner) is not null;

    // MIG slices are resources of the same vendor: nvidia.com/mig-1g.10gb. Of a claim, only its driver knows the vendor.
    private static bool IsNvidia(RunnerSpec? runner, OperatorDefaults defaults) =>
        HasGpu(runner)
        && (runner!.Gpu?.ResourceName ?? defaults.GpuResource).StartsWith("nvidia.com/", StringComparison.Ordinal);

    private static IReadOnlyList<PodClaim>? Claims(RunnerSpec? runner) =>
        runner?.ResourceClaims is { Count: > 0 } claims ? claims : null;

    private static string? GpuResource(RunnerSpec? runner, OperatorDefaults defaults) =>
        runner?.Gpu is { Count: > 0 } gpu ? gpu.ResourceName ?? defaults.GpuResource : null;

    private static Dictionary<string, string> Amounts(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts?.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal) ?? [];

    private static Dictionary<string, ResourceQuantity> Quantities(Dictionary<string, string> amounts) =>
        amounts.ToDictionary(a => a.Key, a => Amount(a.Value), StringComparer.Ordinal);

    // Kubernetes caps what is larger; the library throws where it should write more than 28 digits.
    private static ResourceQuantity Amount(string text) =>
        new(QuantityText.Parse(text) >= long.MaxValue ? long.MaxValue.ToString(CultureInfo.InvariantCulture) : text);

    private static void Over(Dictionary<string, string> defaults, Dictionary<string, string> given)
    {
        foreach (var (resource, amount) in given)
        {
            defaults[resource] = amount;
        }
    }

    private static string Smaller(string a, string b) => QuantityText.Parse(a) <= QuantityText.Parse(b) ? a : b;

    private static string Larger(string a, string b) => QuantityText.Parse(a) >= QuantityText.Parse(b) ? a : b;
}
