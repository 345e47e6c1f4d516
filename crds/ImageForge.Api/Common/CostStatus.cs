namespace ImageForge.Api.Common;

/// <summary>Cost in cents.</summary>
public sealed record CostStatus
{
    /// <summary>Estimated before the run.</summary>
    [Number(0)]
    public long? EstimatedCents { get; init; }

    /// <summary>Charged; 0 for a cache hit.</summary>
    [Number(0)]
    public long? ChargedCents { get; init; }
}
