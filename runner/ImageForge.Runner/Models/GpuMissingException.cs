namespace ImageForge.Runner.Models;

/// <summary>A GPU was asked for and none works here: another node may have one.</summary>
internal sealed class GpuMissingException(string message) : Exception(message);
