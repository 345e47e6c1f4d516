namespace ImageForge.DevCluster.Cel;

/// <summary>An amount such as <c>1.5Gi</c>.</summary>
/// <param name="Value">The amount in plain units.</param>
internal sealed record CelQuantity(decimal Value) : CelValue
{
    public override CelType Type => CelType.Quantity;
}
