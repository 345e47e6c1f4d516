namespace ImageForge.DevCluster.Resources.Types;

/// <summary>A string, number or boolean.</summary>
internal sealed class ScalarType(ScalarKind kind) : FieldType
{
    public ScalarKind Kind { get; } = kind;
}
