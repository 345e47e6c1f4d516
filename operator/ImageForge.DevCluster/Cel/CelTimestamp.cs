namespace ImageForge.DevCluster.Cel;

internal sealed record CelTimestamp(DateTimeOffset Value) : CelValue
{
    public override CelType Type => CelType.Timestamp;
}
