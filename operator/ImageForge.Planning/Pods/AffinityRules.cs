using System.Globalization;
using ImageForge.Planning.Naming;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Validates affinities and spread constraints as the API server would.</summary>
internal static class AffinityRules
{
    /// <summary>All violations of an affinity.</summary>
    /// <param name="affinity">The affinity, if there is one.</param>
    /// <param name="field">Its field.</param>
    public static IEnumerable<string> Validate(V1Affinity? affinity, string field) =>
        [
            .. Nodes(affinity?.NodeAffinity, $"{field}.nodeAffinity"),
            .. Pods(
                affinity?.PodAffinity?.RequiredDuringSchedulingIgnoredDuringExecution,
                affinity?.PodAffinity?.PreferredDuringSchedulingIgnoredDuringExecution,
                $"{field}.podAffinity"
            ),
            .. Pods(
                affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution,
                affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution,
                $"{field}.podAntiAffinity"
            ),
        ];

    /// <summary>All violations of a spread constraint.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="field">Its field.</param>
    public static IEnumerable<string> Validate(V1TopologySpreadConstraint constraint, string field) =>
        [
            .. Key(constraint.TopologyKey, $"{field}.topologyKey"),
            .. constraint is { MinDomains: not null, WhenUnsatisfiable: not "DoNotSchedule" }
                ? [$"{field}.minDomains requires whenUnsatisfiable DoNotSchedule."]
                : Array.Empty<string>(),
            .. Selector(constraint.LabelSelector, $"{field}.labelSelector"),
        ];

    private static IEnumerable<string> Nodes(V1NodeAffinity? nodes, string field)
    {
        const string Required = "requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
        const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";
        var required = nodes?.RequiredDuringSchedulingIgnoredDuringExecution;
        return
        [
            .. required is { NodeSelectorTerms: null or { Count: 0 } }
                ? [$"{field}.{Required} must have a term."]
                : Array.Empty<string>(),
            .. (required?.NodeSelectorTerms ?? []).SelectMany((term, i) => Term(term, $"{field}.{Required}[{i}]")),
            .. (nodes?.PreferredDuringSchedulingIgnoredDuringExecution ?? []).SelectMany(
                (term, i) => Term(term.Preference, $"{field}.{Preferred}[{i}].preference")
            ),
        ];
    }

    private static IEnumerable<string> Term(V1NodeSelectorTerm term, string field) =>
        (term.MatchExpressions ?? []).SelectMany(
            (e, i) => Expression(e.Key, e.OperatorProperty, e.Values, $"{field}.matchExpressions[{i}]")
        );

    private static IEnumerable<string> Pods(
        IList<V1PodAffinityTerm>? required,
        IList<V1WeightedPodAffinityTerm>? preferred,
        string field
    ) =>
        (required ?? [])
            .Select((term, i) => (term, $"{field}.requiredDuringSchedulingIgnoredDuringExecution[{i}]"))
            .Concat(
                (preferred ?? []).Select(
                    (weighted, i) =>
                        (
                            weighted.PodAffinityTerm,
                            $"{field}.preferredDuringSchedulingIgnoredDuringExecution[{i}].podAffinityTerm"
                        )
                )
            )
            .SelectMany(found =>
                Key(found.Item1.TopologyKey, $"{found.Item2}.topologyKey")
                    .Concat(Selector(found.Item1.LabelSelector, $"{found.Item2}.labelSelector"))
            );

    private static IEnumerable<string> Selector(V1LabelSelector? selector, string field) =>
        [
            .. (selector?.MatchLabels ?? new Dictionary<string, string>()).SelectMany(label =>
                Key(label.Key, $"{field}.matchLabels").Concat(Value(label.Value, $"{field}.matchLabels[{label.Key}]"))
            ),
            .. (selector?.MatchExpressions ?? []).SelectMany(
                (e, i) => Expression(e.Key, e.OperatorProperty, e.Values, $"{field}.matchExpressions[{i}]")
            ),
        ];

    private static IEnumerable<string> Expression(string key, string @operator, IList<string>? values, string field)
    {
        var count = values?.Count ?? 0;
        string[] problems = @operator switch
        {
            "In" or "NotIn" when count == 0 => [$"{field}.values must not be empty with {@operator}."],
            "Exists" or "DoesNotExist" when count > 0 => [$"{field}.values must be empty with {@operator}."],
            "Gt" or "Lt" when count != 1 || !IsInteger(values![0]) =>
            [
                $"{field}.values must be one whole number with {@operator}.",
            ],
            _ => [],
        };
        return
        [
            .. Key(key, $"{field}.key"),
            .. problems,
            .. (values ?? []).SelectMany((value, i) => Value(value, $"{field}.values[{i}]")),
        ];
    }

    private static bool IsInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> Key(string key, string field) =>
        KubernetesNames.IsQualifiedName(key) ? [] : [$"{field}: '{key}' is not a valid label key."];

    private static IEnumerable<string> Value(string value, string field) =>
        KubernetesNames.IsLabelValue(value) ? [] : [$"{field}: '{value}' is not a valid label value."];
}
