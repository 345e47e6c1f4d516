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
