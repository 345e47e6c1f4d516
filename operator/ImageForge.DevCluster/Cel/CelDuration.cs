namespace ImageForge.DevCluster.Cel;

/// <summary>A signed span of time.</summary>
/// <param name="Nanoseconds">Its length.</param>
internal sealed record CelDuration(long Nanoseconds) : CelValue
{
    public override CelType Type => CelType.Duration;
}
