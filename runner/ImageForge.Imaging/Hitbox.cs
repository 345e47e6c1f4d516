namespace ImageForge.Imaging;

/// <summary>Where a signal's asset lies in the finished picture, in pixels from the upper left, whole and inside it.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Category">The signal's category.</param>
/// <param name="Tag">The signal's tag.</param>
/// <param name="Intensity">0–1.</param>
/// <param name="Score">−1 to 1.</param>
public sealed record Hitbox(
    int X,
    int Y,
    int Width,
    int Height,
    string Category,
    string Tag,
    double Intensity,
    double Score
);
