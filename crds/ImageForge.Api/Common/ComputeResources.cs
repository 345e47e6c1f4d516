using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>CPU, memory and devices of a pod.</summary>
public sealed record ComputeResources
{
    /// <summary>What the scheduler reserves, by resource name.</summary>
    [Map(16)]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    /// <summary>What the pod may use at most, by resource name.</summary>
    [Map(16)]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }
}
