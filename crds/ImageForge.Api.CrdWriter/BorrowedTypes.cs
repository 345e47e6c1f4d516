using System.Reflection;
using ImageForge.Api.Core;

namespace ImageForge.Api.CrdWriter;

/// <summary>Limits of Kubernetes' own types that appear in our schemas and carry no attributes of ours.</summary>
internal static class BorrowedTypes
{
    private static readonly Dictionary<(Type, string), Attribute[]> Limits = new()
    {
        [(typeof(Condition), nameof(Condition.Type))] =
        [
            new TextAttribute(316, 1)
            {
                Pattern =
                    "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$",
            },
        ],
        [(typeof(Condition), nameof(Condition.Status))] = [new TextOneOfAttribute("True", "False", "Unknown")],
        [(typeof(Condition), nameof(Condition.ObservedGeneration))] = [new NumberAttribute(0)],
        [(typeof(Condition), nameof(Condition.Reason))] =
        [
            new TextAttribute(1024, 1) { Pattern = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" },
        ],
        [(typeof(Condition), nameof(Condition.Message))] = [new TextAttribute(32768)],
        [(typeof(Toleration), nameof(Toleration.Key))] = [new TextAttribute(317)],
        [(typeof(Toleration), nameof(Toleration.Operator))] = [new TextOneOfAttribute("Equal", "Exists")],
        [(typeof(Toleration), nameof(Toleration.Value))] =
        [
            new TextAttribute(63) { Pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" },
        ],
        [(typeof(Toleration), nameof(Toleration.Effect))] =
        [
            new TextOneOfAttribute("NoSchedule", "PreferNoSchedule", "NoExecute"),
        ],
    };

    /// <summary>The attributes that the property would carry.</summary>
    public static IReadOnlyList<Attribute> Attributes(PropertyInfo property) =>
        Limits.GetValueOrDefault((property.DeclaringType!, property.Name), []);
}
