namespace ImageForge.DevCluster.Cel;

internal sealed record CelUrl(Uri Value, string Text) : CelValue
{
    public override CelType Type => CelType.Url;
}
