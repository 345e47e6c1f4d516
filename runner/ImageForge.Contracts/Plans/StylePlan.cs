namespace ImageForge.Contracts.Plans;

/// <summary>Theme and brand of a composition.</summary>
public sealed record StylePlan
{
    /// <summary>
    /// Realistic, Professional, Illustration, Abstract, Minimalist, Futuristic, Infographic or Vintage; absent: none.
    /// </summary>
    public string? Theme { get; init; }

    /// <summary>The brand's colours as #rrggbb, the most important first.</summary>
    public IReadOnlyList<string> Brand { get; set; } = [];
}
