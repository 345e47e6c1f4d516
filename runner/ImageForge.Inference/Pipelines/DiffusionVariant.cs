namespace ImageForge.Inference.Pipelines;

/// <summary>One of the pictures that are made together.</summary>
/// <param name="Seed">Seed of all its noise.</param>
/// <param name="Start">The picture to start from, of the request's size; absent: pure noise.</param>
public sealed record DiffusionVariant(long Seed, PlanarImage? Start = null);
