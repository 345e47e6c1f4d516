using System.Numerics;

namespace ImageForge.Imaging.Color;

/// <summary>Where a colour space has its primaries and its white, as CIE 1931 x and y.</summary>
internal sealed record Chromaticities(Vector2 Red, Vector2 Green, Vector2 Blue, Vector2 White)
{
    public static Chromaticities Rec709 { get; } =
        new(new(0.64f, 0.33f), new(0.30f, 0.60f), new(0.15f, 0.06f), new(0.3127f, 0.3290f));

    /// <summary>Whether they differ by no more than files round.</summary>
    public bool IsNear(Chromaticities other) =>
        IsNear(Red, other.Red) && IsNear(Green, other.Green) && IsNear(Blue, other.Blue) && IsNear(White, other.White);

    private static bool IsNear(Vector2 a, Vector2 b) => MathF.Abs(a.X - b.X) < 0.002f && MathF.Abs(a.Y - b.Y) < 0.002f;
}
