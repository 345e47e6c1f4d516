using k8s.Models;

namespace ImageForge.Api.CrdWriter;

/// <summary>A field of one of Kubernetes' types: what our own records say in doc comments and attributes.</summary>
/// <param name="Property">The property.</param>
/// <param name="Summary">Its description.</param>
/// <param name="Limits">Its limits.</param>
internal sealed record BorrowedField(string Property, string Summary, params Attribute[] Limits)
{
    /// <summary>True when users must give it.</summary>
    public bool Required { get; init; }
}

/// <summary>The fields of Kubernetes' own types that appear in our schemas, in the order of the schema.</summary>
internal static class BorrowedTypes
{
    private static readonly Dictionary<Type, BorrowedField[]> Types = new()
    {
        [typeof(V1Condition)] =
        [
            new(
                nameof(V1Condition.Type),
                "Type of the condition in CamelCase; unique within the list.",
                new TextAttribute(316, 1)
                {
                    Pattern =
                        "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$",
                }
            )
            {
                Required = true,
            },
            new(
                nameof(V1Condition.Status),
                "True, False or Unknown.",
                new TextOneOfAttribute("True", "False", "Unknown")
            )
            {
                Required = true,
            },
            new(
                nameof(V1Condition.ObservedGeneration),
                "Generation of the spec that the condition is based on.",
                new NumberAttribute(0)
            ),
            new(nameof(V1Condition.LastTransitionTime), "When status last changed.") { Required = true },
            new(
                nameof(V1Condition.Reason),
                "Reason in CamelCase.",
                new TextAttribute(1024, 1) { Pattern = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" }
            )
            {
                Required = true,
            },
            new(nameof(V1Condition.Message), "Human-readable message.", new TextAttribute(32768)) { Required = true },
        ],
        [typeof(V1Toleration)] =
        [
            new(
                nameof(V1Toleration.Key),
                "The taint's key; all keys when absent and the operator is Exists.",
                new TextAttribute(317)
            ),
            new(
                nameof(V1Toleration.OperatorProperty),
                "Equal (default) or Exists.",
                new TextOneOfAttribute("Equal", "Exists")
            ),
            new(
                nameof(V1Toleration.Value),
                "The taint's value.",
                new TextAttribute(63) { Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" }
            ),
            new(
                nameof(V1Toleration.Effect),
                "NoSchedule, PreferNoSchedule or NoExecute; all when absent.",
                new TextOneOfAttribute("NoSchedule", "PreferNoSchedule", "NoExecute")
            ),
            new(nameof(V1Toleration.TolerationSeconds), "Seconds for which NoExecute is accepted."),
        ],
        [typeof(V1Affinity)] =
        [
            new(nameof(V1Affinity.NodeAffinity), "Attraction to nodes, by their labels."),
            new(nameof(V1Affinity.PodAffinity), "Attraction to nodes, by the pods on them."),
            new(nameof(V1Affinity.PodAntiAffinity), "Distance from nodes, by the pods on them."),
        ],
        [typeof(V1NodeAffinity)] =
        [
            new(
                nameof(V1NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution),
                "Terms of which the node must match one."
            ),
            new(
                nameof(V1NodeAffinity.PreferredDuringSchedulingIgnoredDuringExecution),
                "Terms that the node should match.",
                new ListAttribute(8)
            ),
        ],
        [typeof(V1NodeSelector)] =
        [
            new(
                nameof(V1NodeSelector.NodeSelectorTerms),
                "Terms of which one must match.",
                new ListAttribute(8) { MinItems = 1 }
            )
            {
                Required = true,
            },
        ],
        [typeof(V1NodeSelectorTerm)] =
        [
            new(
                nameof(V1NodeSelectorTerm.MatchExpressions),
                "Requirements of the node's labels, all of which must hold.",
                new ListAttribute(8)
            ),
        ],
        [typeof(V1NodeSelectorRequirement)] =
        [
            new(nameof(V1NodeSelectorRequirement.Key), "Key of the label.", new TextAttribute(317, 1))
            {
                Required = true,
            },
            new(
                nameof(V1NodeSelectorRequirement.OperatorProperty),
                "In, NotIn, Exists, DoesNotExist, Gt or Lt.",
                new TextOneOfAttribute("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
            )
            {
                Required = true,
            },
            new(
                nameof(V1NodeSelectorRequirement.Values),
                "Values; none with Exists and DoesNotExist, one number with Gt and Lt.",
                new ListAttribute(16),
                new TextAttribute(63) { Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" }
            ),
        ],
        [typeof(V1PreferredSchedulingTerm)] =
        [
            new(nameof(V1PreferredSchedulingTerm.Weight), "Weight of the term.", new NumberAttribute(1, 100))
            {
                Required = true,
            },
            new(nameof(V1PreferredSchedulingTerm.Preference), "The term.") { Required = true },
        ],
        [typeof(V1PodAffinity)] =
        [
            new(
                nameof(V1PodAffinity.RequiredDuringSchedulingIgnoredDuringExecution),
                "Terms that must hold.",
                new ListAttribute(8)
            ),
            new(
                nameof(V1PodAffinity.PreferredDuringSchedulingIgnoredDuringExecution),
                "Terms that should hold.",
                new ListAttribute(8)
            ),
        ],
        [typeof(V1PodAntiAffinity)] =
        [
            new(
                nameof(V1PodAntiAffinity.RequiredDuringSchedulingIgnoredDuringExecution),
                "Terms that must hold.",
                new ListAttribute(8)
            ),
            new(
                nameof(V1PodAntiAffinity.PreferredDuringSchedulingIgnoredDuringExecution),
                "Terms that should hold.",
                new ListAttribute(8)
            ),
        ],
        [typeof(V1WeightedPodAffinityTerm)] =
        [
            new(nameof(V1WeightedPodAffinityTerm.Weight), "Weight of the term.", new NumberAttribute(1, 100))
            {
                Required = true,
            },
            new(nameof(V1WeightedPodAffinityTerm.PodAffinityTerm), "The term.") { Required = true },
        ],
        [typeof(V1PodAffinityTerm)] =
        [
            new(nameof(V1PodAffinityTerm.LabelSelector), "Pods of the same namespace; none when absent."),
            new(
                nameof(V1PodAffinityTerm.TopologyKey),
                "Label of nodes that are one place, such as kubernetes.io/hostname.",
                new TextAttribute(317, 1)
            )
            {
                Required = true,
            },
        ],
        [typeof(V1LabelSelector)] =
        [
            new(
                nameof(V1LabelSelector.MatchLabels),
                "Labels that the object must have.",
                new MapAttribute(16),
                new TextAttribute(63) { Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" }
            ),
            new(
                nameof(V1LabelSelector.MatchExpressions),
                "Requirements of the labels, all of which must hold.",
                new ListAttribute(8)
            ),
        ],
        [typeof(V1LabelSelectorRequirement)] =
        [
            new(nameof(V1LabelSelectorRequirement.Key), "Key of the label.", new TextAttribute(317, 1))
            {
                Required = true,
            },
            new(
                nameof(V1LabelSelectorRequirement.OperatorProperty),
                "In, NotIn, Exists or DoesNotExist.",
                new TextOneOfAttribute("In", "NotIn", "Exists", "DoesNotExist")
            )
            {
                Required = true,
            },
            new(
                nameof(V1LabelSelectorRequirement.Values),
                "Values; none with Exists and DoesNotExist.",
                new ListAttribute(16),
                new TextAttribute(63) { Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" }
            ),
        ],
        [typeof(V1TopologySpreadConstraint)] =
        [
            new(
                nameof(V1TopologySpreadConstraint.MaxSkew),
                "How uneven the numbers of pods may be.",
                new NumberAttribute(1, 1000)
            )
            {
                Required = true,
            },
            new(
                nameof(V1TopologySpreadConstraint.TopologyKey),
                "Label of nodes that are one place, such as topology.kubernetes.io/zone.",
                new TextAttribute(317, 1)
            )
            {
                Required = true,
            },
            new(
                nameof(V1TopologySpreadConstraint.WhenUnsatisfiable),
                "DoNotSchedule or ScheduleAnyway.",
                new TextOneOfAttribute("DoNotSchedule", "ScheduleAnyway")
            )
            {
                Required = true,
            },
            new(nameof(V1TopologySpreadConstraint.LabelSelector), "The pods that are counted; none when absent."),
            new(
                nameof(V1TopologySpreadConstraint.MinDomains),
                "Least number of places, with DoNotSchedule.",
                new NumberAttribute(1, 1000)
            ),
            new(
                nameof(V1TopologySpreadConstraint.NodeAffinityPolicy),
                "Honor (default) or Ignore the pod's node affinity.",
                new TextOneOfAttribute("Honor", "Ignore")
            ),
            new(
                nameof(V1TopologySpreadConstraint.NodeTaintsPolicy),
                "Honor or Ignore (default) the taints of nodes.",
                new TextOneOfAttribute("Honor", "Ignore")
            ),
        ],
    };

    /// <summary>The fields of one of Kubernetes' types, or null for any other type.</summary>
    public static IReadOnlyList<BorrowedField>? Fields(Type type) => Types.GetValueOrDefault(type);
}

/// <summary>The only values a string of Kubernetes' own types may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextOneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
