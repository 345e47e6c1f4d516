namespace ImageForge.DevCluster.Resources.Types;

/// <summary>An object with free keys.</summary>
internal sealed class MapType(FieldType value, bool atomic) : FieldType
{
    public FieldType Value { get; } = value;

    /// <summary>True when the whole object has one owner.</summary>
    public bool Atomic { get; } = atomic;
}
