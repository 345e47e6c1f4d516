namespace ImageForge.DevCluster.Cel;

internal sealed record CelInt(long Value) : CelValue
{
    public override CelType Type => CelType.Int;
}
