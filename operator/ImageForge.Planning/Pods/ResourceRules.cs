using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Planning.Naming;

namespace ImageForge.Planning.Pods;

/// <summary>Validates requests and limits of a runner as the API server would.</summary>
internal static class ResourceRules
{
    private const string HugePages = "hugepages-";

    /// <summary>All violations.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="field">Its field.</param>
    /// <param name="defaults">The operator's defaults.</param>
    public static IEnumerable<string> Validate(RunnerSpec runner, string field, OperatorDefaults defaults)
    {
        var requests = runner.Resources?.Requests ?? new Dictionary<string, Quantity>();
        var limits = runner.Resources?.Limits ?? new Dictionary<string, Quantity>();
        return
        [
            .. requests.SelectMany(r => Amount(r.Key, r.Value.Value, $"{field}.resources.requests[{r.Key}]")),
            .. limits.SelectMany(r => Amount(r.Key, r.Value.Value, $"{field}.resources.limits[{r.Key}]")),
            .. Gpus(runner, requests, limits, field, defaults),
            .. requests.SelectMany(r =>
                Request(r.Key, r.Value.Value, WithGpus(runner, limits, defaults), $"{field}.resources")
            ),
        ];
    }

    private static IEnumerable<string> Amount(string resource, string amount, string field)
    {
        var isHugePages = resource.StartsWith(HugePages, StringComparison.Ordinal);
        var isStandard = resource is "cpu" or "memory" or "ephemeral-storage" || isHugePages;
        var isQualified = resource.Contains('/', StringComparison.Ordinal);
        if (
            !KubernetesNames.IsQualifiedName(resource)
            || !(
                isStandard
                || (isQualified && KubernetesNames.IsNative(resource))
                || KubernetesNames.IsExtendedResource(resource)
            )
        )
        {
            yield return $"{field}: unknown resource '{resource}'; use cpu, memory, ephemeral-storage, hugepages-SIZE or a device such as nvidia.com/gpu.";
        }

        if (!QuantityText.TryParse(amount, out var value))
        {
            yield return $"{field} '{amount}' is not a valid quantity; use one such as 500m, 2 or 8Gi.";
        }
        else if (value < 0)
        {
            yield return $"{field} '{amount}' must not be negative.";
        }
        else if (KubernetesNames.IsExtendedResource(resource) && !decimal.IsInteger(value))
        {
            yield return $"{field} '{amount}' must be a whole number of devices.";
        }
        else if (isHugePages && !IsWhole(value, resource[HugePages.Length..]))
        {
            yield return $"{field} '{amount}' must be a multiple of the page size {resource[HugePages.Length..]}.";
        }
    }

    private static IEnumerable<string> Request(
        string resource,
        string amount,
        IReadOnlyDictionary<string, Quantity> limits,
        string field
    )
    {
        // Devices and huge pages cannot be overcommitted.
        var isExact = !KubernetesNames.IsNative(resource) || resource.StartsWith(HugePages, StringComparison.Ordinal);
        if (!limits.TryGetValue(resource, out var limit))
        {
            if (isExact)
            {
                yield return $"{field}.requests[{resource}] requires an equal {field}.limits[{resource}].";
            }

            yield break;
        }

        var (asked, most) = (QuantityText.Parse(amount), QuantityText.Parse(limit.Value));
        if (isExact && asked != most)
        {
            yield return $"{field}.requests[{resource}] '{amount}' must equal the limit of {limit}.";
        }
        else if (asked > most)
        {
            yield return $"{field}.requests[{resource}] '{amount}' is above the limit of {limit}.";
        }
    }

    // As in the pod: spec.runner.gpu is a limit.
    private static IReadOnlyDictionary<string, Quantity> WithGpus(
        RunnerSpec runner,
        IReadOnlyDictionary<string, Quantity> limits,
        OperatorDefaults defaults
    ) =>
        runner.Gpu is { Count: > 0 } gpu
            ? new Dictionary<string, Quantity>(limits)
            {
                [gpu.ResourceName ?? defaults.GpuResource] = new(gpu.Count.ToString(CultureInfo.InvariantCulture)),
            }
            : limits;

    private static IEnumerable<string> Gpus(
        RunnerSpec runner,
        IReadOnlyDictionary<string, Quantity> requests,
        IReadOnlyDictionary<string, Quantity> limits,
        string field,
        OperatorDefaults defaults
    )
    {
        if (runner.Gpu is not { Count: > 0 } gpu)
        {
            yield break;
        }

        var resource = gpu.ResourceName ?? defaults.GpuResource;
        if (!KubernetesNames.IsExtendedResource(resource))
        {
            yield return $"{field}.gpu.resourceName '{resource}' is not a device resource; use one such as nvidia.com/gpu.";
        }

        foreach (var (map, amounts) in new[] { ("requests", requests), ("limits", limits) })
        {
            if (amounts.TryGetValue(resource, out var amount) && QuantityText.Parse(amount.Value) != gpu.Count)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field}.resources.{map}[{resource}] '{amount}' differs from {field}.gpu.count {gpu.Count}; remove it."
                );
            }
        }
    }

    private static bool IsWhole(decimal value, string page) =>
        QuantityText.Parse(page) is > 0 and var size && value > 0 && value % size == 0;
}
