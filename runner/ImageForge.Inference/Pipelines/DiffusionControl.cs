namespace ImageForge.Inference.Pipelines;

/// <summary>A map that a ControlNet reads.</summary>
/// <param name="Network">Which of the model's ControlNets.</param>
/// <param name="Map">The map, of the request's size.</param>
/// <param name="Weight">How strongly it steers, 0 to 1.</param>
public sealed record DiffusionControl(string Network, PlanarImage Map, float Weight);
