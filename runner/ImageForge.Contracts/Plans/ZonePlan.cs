namespace ImageForge.Contracts.Plans;

/// <summary>A part of the picture that signals are placed in.</summary>
/// <param name="Top">Upper bound as a fraction of the height, 0 to 1.</param>
/// <param name="Bottom">Lower bound as a fraction of the height, above <paramref name="Top"/>, up to 1.</param>
public sealed record ZonePlan(double Top, double Bottom)
{
    /// <summary>Left bound as a fraction of the width; absent: 0.</summary>
    public double? Left { get; init; }

    /// <summary>Right bound as a fraction of the width; absent: 1.</summary>
    public double? Right { get; init; }
}
