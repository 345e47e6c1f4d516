namespace ImageForge.Contracts.Plans;

/// <summary>A horizontal band of the picture.</summary>
/// <param name="Top">Upper bound as a fraction of the height, 0 to 1.</param>
/// <param name="Bottom">Lower bound as a fraction of the height, above <paramref name="Top"/>, up to 1.</param>
public sealed record ZonePlan(double Top, double Bottom);
