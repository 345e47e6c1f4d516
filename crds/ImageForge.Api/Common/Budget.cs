namespace ImageForge.Api.Common;

/// <summary>Cost limit.</summary>
public sealed record BudgetSpec
{
    /// <summary>Maximum cost in cents. A higher estimate is rejected before anything runs.</summary>
    [Number(0, 10_000_000)]
    public required int MaxCents { get; init; }
}

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
