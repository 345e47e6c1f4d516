namespace ImageForge.Imaging.Exr;

/// <summary>A rectangle of pixels; both corners belong to it.</summary>
internal readonly record struct ExrWindow(int Left, int Top, int Right, int Bottom)
{
    // Far enough for every picture, near enough for sums of two coordinates to fit an int.
    private const int Farthest = 1 << 29;

    public long Width => (long)Right - Left + 1;

    public long Height => (long)Bottom - Top + 1;

    /// <summary>Whether no coordinate is farther from the origin than arithmetic allows.</summary>
    public bool IsNear => IsWithin(Left) && IsWithin(Top) && IsWithin(Right) && IsWithin(Bottom);

    private static bool IsWithin(int coordinate) => coordinate is >= -Farthest and <= Farthest;
}
