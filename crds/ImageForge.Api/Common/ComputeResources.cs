namespace ImageForge.Api.Common;

/// <summary>CPU, memory and devices of a pod.</summary>
public sealed record ComputeResources
{
    /// <summary>Resource requests, by resource name.</summary>
    [Map(16)]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    /// <summary>Resource limits, by resource name.</summary>
    [Map(16)]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }
}
