namespace ImageForge.DevCluster.Cel;

internal sealed record CelNull : CelValue
{
    public static readonly CelNull Instance = new();

    private CelNull() { }

    public override CelType Type => CelType.Null;
}
