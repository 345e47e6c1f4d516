namespace ImageForge.DevCluster.Cel;

internal sealed record CelString(string Value) : CelValue
{
    public override CelType Type => CelType.String;
}
