namespace ImageForge.Inference.Pipelines;

/// <summary>A map that a ControlNet reads.</summary>
/// <param name="Map">The map, of the request's size.</param>
/// <param name="Weight">How strongly it steers, 0 to 1.</param>
/// <param name="Path">The network's file or folder; absent: the model's own folder <c>controlnet</c>.</param>
public sealed record DiffusionControl(PlanarImage Map, float Weight, string? Path = null);
