namespace ImageForge.DevCluster.Resources.Types;

/// <summary>A value whose shape is not declared: objects are merged by key, lists are replaced whole.</summary>
internal sealed class AnyType : FieldType
{
    public static AnyType Instance { get; } = new();
}
