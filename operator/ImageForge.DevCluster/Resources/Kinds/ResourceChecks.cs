using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The rules for what a container requests and may use.</summary>
internal static class ResourceChecks
{
    private static readonly HashSet<string> OfContainers = ["cpu", "memory", "ephemeral-storage"];

    // Standard, but of quotas, nodes or claims and not of containers.
    private static readonly HashSet<string> OfOthers =
    [
        "pods",
        "storage",
        "services",
        "replicationcontrollers",
        "resourcequotas",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
        "requests.cpu",
        "requests.memory",
        "requests.storage",
        "requests.ephemeral-storage",
        "limits.cpu",
        "limits.memory",
        "limits.ephemeral-storage",
    ];

    public static IEnumerable<FieldError> Check(JsonObject? resources, string path)
    {
        var limits = Amounts(resources?["limits"]);
        var requests = Amounts(resources?["requests"]);
        var errors = new List<FieldError>();
        foreach (var (name, amount) in limits)
        {
            errors.AddRange(Amount(name, amount, $"{path}.limits[{name}]"));
        }
        foreach (var (name, amount) in requests)
        {
            errors.AddRange(Amount(name, amount, $"{path}.requests[{name}]"));
            if (limits.TryGetValue(name, out var limit))
            {
                errors.AddRange(Above(name, amount, limit, $"{path}.requests"));
            }
            else if (!IsOvercommitted(name))
            {
                errors.Add(FieldError.Required($"{path}.limits", "Limit must be set for non overcommitable resources"));
            }
        }
        var names = limits.Keys.Concat(requests.Keys).ToList();
        if (names.Exists(IsHugePage) && !names.Exists(name => name is "cpu" or "memory"))
        {
            errors.Add(FieldError.Forbidden(path, "HugePages require cpu or memory"));
        }
        return errors;
    }

    private static IEnumerable<FieldError> Amount(string name, string amount, string path)
    {
        foreach (var error in Name(name))
        {
            yield return FieldError.Invalid(path, name, error);
        }
        var value = QuantityText.Parse(amount);
        var text = Quantities.Canonical(amount);
        if (value < 0)
        {
            yield return FieldError.Invalid(path, text, "must be greater than or equal to 0");
        }
        else if (IsExtended(name) && !decimal.IsInteger(value))
        {
            yield return FieldError.Invalid(path, text, "must be an integer");
        }
        if (IsHugePage(name) && !IsWholePages(name, value))
        {
            yield return FieldError.Invalid(path, text, $"{text} is not positive integer multiple of {name}");
        }
    }

    private static IEnumerable<FieldError> Above(string name, string request, string limit, string path)
    {
        var (asked, most) = (QuantityText.Parse(request), QuantityText.Parse(limit));
        var (text, bound) = (Quantities.Canonical(request), Quantities.Canonical(limit));
        if (asked != most && !IsOvercommitted(name))
        {
            yield return FieldError.Invalid(path, text, $"must be equal to {name} limit of {bound}");
        }
        else if (asked > most)
        {
            yield return FieldError.Invalid(path, text, $"must be less than or equal to {name} limit of {bound}");
        }
    }

    private static List<string> Name(string name)
    {
        var errors = NameRules.QualifiedName(name).ToList();
        var isQualified = name.Contains('/', StringComparison.Ordinal);
        if (errors.Count == 0 && !isQualified && !IsOfContainers(name) && !OfOthers.Contains(name))
        {
            errors.Add("must be a standard resource type or fully qualified");
        }
        if (!isQualified && !IsOfContainers(name))
        {
            errors.Add("must be a standard resource for containers");
        }
        else if (isQualified && !IsNative(name) && !IsExtended(name))
        {
            errors.Add("doesn't follow extended resource name standard");
        }
        return errors;
    }

    private static bool IsOfContainers(string name) => OfContainers.Contains(name) || IsHugePage(name);

    private static bool IsHugePage(string name) => name.StartsWith("hugepages-", StringComparison.Ordinal);

    private static bool IsWholePages(string name, decimal value) =>
        QuantityText.Parse(name["hugepages-".Length..]) is > 0 and var page && value > 0 && value % page == 0;

    private static bool IsNative(string name) =>
        !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool IsExtended(string name) =>
        !IsNative(name)
        && !name.StartsWith("requests.", StringComparison.Ordinal)
        && !NameRules.QualifiedName("requests." + name).Any();

    private static bool IsOvercommitted(string name) => IsNative(name) && !IsHugePage(name);

    private static SortedDictionary<string, string> Amounts(JsonNode? map) =>
        new(
            (map as JsonObject ?? []).ToDictionary(
                entry => entry.Key,
                entry =>
                    entry.Value?.GetValueKind() == JsonValueKind.String ? (string)entry.Value! : $"{entry.Value ?? "0"}"
            ),
            StringComparer.Ordinal
        );
}
