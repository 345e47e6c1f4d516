using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Limit of the cost.</summary>
public sealed record BudgetSpec
{
    /// <summary>Most that this may cost, in cents. A higher estimate is refused before anything runs.</summary>
    [Number(0, 10_000_000)]
    public required int MaxCents { get; init; }
}
