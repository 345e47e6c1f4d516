using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Cost in cents.</summary>
public sealed record CostStatus
{
    /// <summary>What was expected before running.</summary>
    [Number(0)]
    public long? EstimatedCents { get; init; }

    /// <summary>What was charged; 0 for a cache hit.</summary>
    [Number(0)]
    public long? ChargedCents { get; init; }
}
