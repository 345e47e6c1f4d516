namespace ImageForge.Contracts.Results;

/// <summary>What a model ran on, as found out by running it.</summary>
/// <param name="Provider">Execution provider: Cuda, WebGpu or Cpu.</param>
/// <param name="Name">The device, by its maker's name.</param>
public sealed record ComputeDevice(string Provider, string Name);
