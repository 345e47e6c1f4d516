using System.Numerics;

namespace ImageForge.Imaging.Color;

/// <summary>Where a colour space has its primaries and its white, as CIE 1931 x and y.</summary>
internal sealed record Chromaticities(Vector2 Red, Vector2 Green, Vector2 Blue, Vector2 White)
{
    public static Chromaticities Rec709 { get; } =
        new(new(0.64f, 0.33f), new(0.30f, 0.60f), new(0.15f, 0.06f), new(0.3127f, 0.3290f));

    public static Chromaticities Rec2020 { get; } =
        new(new(0.708f, 0.292f), new(0.170f, 0.797f), new(0.131f, 0.046f), new(0.3127f, 0.3290f));

    public static Chromaticities DisplayP3 { get; } =
        new(new(0.680f, 0.320f), new(0.265f, 0.690f), new(0.150f, 0.060f), new(0.3127f, 0.3290f));

    public static Chromaticities Rec601Of625Lines { get; } =
        new(new(0.640f, 0.330f), new(0.290f, 0.600f), new(0.150f, 0.060f), new(0.3127f, 0.3290f));

    public static Chromaticities Rec601Of525Lines { get; } =
        new(new(0.630f, 0.340f), new(0.310f, 0.595f), new(0.155f, 0.070f), new(0.3127f, 0.3290f));

    /// <summary>Whether they differ by no more than files round.</summary>
    public bool IsNear(Chromaticities other) =>
        IsNear(Red, other.Red) && IsNear(Green, other.Green) && IsNear(Blue, other.Blue) && IsNear(White, other.White);

    private static bool IsNear(Vector2 a, Vector2 b) => MathF.Abs(a.X - b.X) < 0.002f && MathF.Abs(a.Y - b.Y) < 0.002f;
}
