namespace ImageForge.Api.Core;

/// <summary>A folder or file of the node.</summary>
public sealed record HostPathVolumeSource
{
    /// <summary>Where it is on the node.</summary>
    public required string Path { get; init; }

    /// <summary>What must be there, such as Directory; absent: it is not checked.</summary>
    public string? Type { get; init; }
}
