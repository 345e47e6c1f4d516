namespace ImageForge.Imaging.Scenes;

/// <summary>A span of the picture's height, as fractions from the top.</summary>
/// <param name="Top">Where it begins, 0–1.</param>
/// <param name="Bottom">Where it ends, above <paramref name="Top"/>, at most 1.</param>
public readonly record struct Band(double Top, double Bottom);
