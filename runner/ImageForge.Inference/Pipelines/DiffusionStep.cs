namespace ImageForge.Inference.Pipelines;

/// <summary>How far denoising is.</summary>
/// <param name="Done">Calls of the network that are done.</param>
/// <param name="Total">Calls in all.</param>
public readonly record struct DiffusionStep(int Done, int Total);
