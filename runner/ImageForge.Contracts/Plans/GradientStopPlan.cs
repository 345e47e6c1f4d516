namespace ImageForge.Contracts.Plans;

/// <summary>A colour of a gradient.</summary>
/// <param name="Position">0 where it begins, 1 where it ends.</param>
/// <param name="Color">As <c>#rrggbb</c> or <c>#rrggbbaa</c> in sRGB.</param>
public sealed record GradientStopPlan(double Position, string Color);
