namespace ImageForge.Api.Core;

/// <summary>An object in the same namespace.</summary>
public sealed record LocalObjectReference
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }
}
