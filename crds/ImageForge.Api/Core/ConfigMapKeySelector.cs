namespace ImageForge.Api.Core;

/// <summary>One key of a ConfigMap in the pod's namespace.</summary>
public sealed record ConfigMapKeySelector
{
    /// <summary>The ConfigMap's name.</summary>
    public required string Name { get; init; }

    /// <summary>The key within it.</summary>
    public required string Key { get; init; }

    /// <summary>True lets the pod start without it.</summary>
    public bool? Optional { get; init; }
}
