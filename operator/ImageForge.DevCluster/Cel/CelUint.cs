namespace ImageForge.DevCluster.Cel;

internal sealed record CelUint(ulong Value) : CelValue
{
    public override CelType Type => CelType.Uint;
}
