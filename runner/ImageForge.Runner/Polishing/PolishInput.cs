using ImageForge.Imaging.Pixels;

namespace ImageForge.Runner.Polishing;

/// <summary>What one picture is rendered from.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Start">The picture to start from, of the size that the renderer wants; absent: the prompt alone.</param>
internal sealed record PolishInput(long Seed, PixelBuffer? Start);
