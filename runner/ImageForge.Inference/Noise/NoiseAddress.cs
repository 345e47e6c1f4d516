namespace ImageForge.Inference.Noise;

/// <summary>Names one draw of noise among all that there are.</summary>
/// <param name="Seed">Of the picture.</param>
/// <param name="Stream">What it is for.</param>
/// <param name="Draw">Which draw of that stream, from 0.</param>
/// <param name="Variant">Which of the pictures that have one seed; 0 where each has a seed of its own.</param>
internal readonly record struct NoiseAddress(long Seed, int Stream, int Draw, int Variant = 0);
