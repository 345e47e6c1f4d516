namespace ImageForge.Api.Common;

/// <summary>GPUs of a pod.</summary>
/// <param name="Count">Number of GPUs; 0 for none.</param>
public sealed record GpuSpec([Number(0, 16)] int Count = 1)
{
    /// <summary>
    /// Extended resource to request, such as "nvidia.com/gpu" or "nvidia.com/mig-1g.10gb". Defaults to the operator's
    /// default.
    /// </summary>
    [Text(
        317,
        1,
        Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"
    )]
    public string? ResourceName { get; init; }
}
