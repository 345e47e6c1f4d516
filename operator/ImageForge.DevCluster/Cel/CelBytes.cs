namespace ImageForge.DevCluster.Cel;

internal sealed record CelBytes(byte[] Value) : CelValue
{
    public override CelType Type => CelType.Bytes;
}
