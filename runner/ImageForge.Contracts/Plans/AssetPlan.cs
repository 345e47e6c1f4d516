namespace ImageForge.Contracts.Plans;

/// <summary>A built-in asset by its name.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Positive">Whether it is the variant for scores of zero and above.</param>
public sealed record AssetPlan(string Category, string Tag, bool Positive);
