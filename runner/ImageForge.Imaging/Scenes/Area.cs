namespace ImageForge.Imaging.Scenes;

/// <summary>A part of the picture, as fractions of its width and height from the upper left.</summary>
/// <param name="Left">Left bound, 0–1.</param>
/// <param name="Top">Upper bound, 0–1.</param>
/// <param name="Right">Right bound, above <paramref name="Left"/>, at most 1.</param>
/// <param name="Bottom">Lower bound, above <paramref name="Top"/>, at most 1.</param>
public readonly record struct Area(double Left, double Top, double Right, double Bottom);
