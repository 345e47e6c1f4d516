namespace ImageForge.Api.GenerationJobs;

/// <summary>Device a model ran on.</summary>
public sealed record DeviceStatus
{
    /// <summary>Execution provider: Cuda, WebGpu or Cpu.</summary>
    [Text(32)]
    public string? Provider { get; init; }

    /// <summary>Device name.</summary>
    [Text(256)]
    public string? Name { get; init; }
}
