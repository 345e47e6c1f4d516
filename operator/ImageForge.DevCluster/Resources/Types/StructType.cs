namespace ImageForge.DevCluster.Resources.Types;

/// <summary>An object with declared fields.</summary>
internal sealed class StructType(
    IReadOnlyDictionary<string, StructField> fields,
    bool atomic = false,
    bool keepsUnknown = false
) : FieldType
{
    public IReadOnlyDictionary<string, StructField> Fields { get; } = fields;

    /// <summary>True when the whole object has one owner.</summary>
    public bool Atomic { get; } = atomic;

    /// <summary>True when undeclared fields are kept (<c>x-kubernetes-preserve-unknown-fields</c>).</summary>
    public bool KeepsUnknown { get; } = keepsUnknown;
}
