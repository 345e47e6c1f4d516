namespace ImageForge.DevCluster.Cel;

internal sealed record CelDouble(double Value) : CelValue
{
    public override CelType Type => CelType.Double;
}
