namespace ImageForge.DevCluster.Cel;

/// <summary>A value that may be absent.</summary>
internal sealed record CelOptional(CelValue? Value) : CelValue
{
    public static readonly CelOptional None = new((CelValue?)null);

    public override CelType Type => CelType.OptionalOf(CelType.Dyn);
}
