using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>A Secret in the same namespace.</summary>
public sealed record SecretReference
{
    /// <summary>Name of the Secret.</summary>
    [ResourceName]
    public required string Name { get; init; }
}
