using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Scenes;

/// <summary>A colour at a place of a gradient.</summary>
/// <param name="Position">0 where the gradient begins, 1 where it ends.</param>
/// <param name="Color">The colour there, with its opacity.</param>
public readonly record struct GradientStop(double Position, LinearColor Color);
