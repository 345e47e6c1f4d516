namespace ImageForge.Api.Core;

/// <summary>An empty folder.</summary>
public sealed record EmptyDirVolumeSource
{
    /// <summary>Empty for the node's disk, <c>Memory</c> for a RAM disk.</summary>
    public string? Medium { get; init; }

    /// <summary>Most bytes that it may hold, as a quantity.</summary>
    public string? SizeLimit { get; init; }
}
