namespace ImageForge.DevCluster.Cel;

/// <summary>A type as a value, as <c>type(1)</c> and <c>int</c> give it.</summary>
/// <param name="TypeName">Its name without what it contains.</param>
internal sealed record CelTypeValue(string TypeName) : CelValue
{
    public override CelType Type => CelType.TypeOfType;
}
