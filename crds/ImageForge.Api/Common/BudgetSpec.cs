namespace ImageForge.Api.Common;

/// <summary>Cost limit.</summary>
public sealed record BudgetSpec
{
    /// <summary>Maximum cost in cents. A higher estimate is rejected before anything runs.</summary>
    [Number(0, 10_000_000)]
    public required int MaxCents { get; init; }
}
