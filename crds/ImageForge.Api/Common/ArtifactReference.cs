using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>An image made by a GenerationJob of the same namespace.</summary>
public sealed record ArtifactReference
{
    /// <summary>Name of the GenerationJob. This job waits until that one has completed.</summary>
    [ResourceName]
    public required string JobName { get; init; }

    /// <summary>Which variant, counted from 0. Without it, the primary one.</summary>
    [Number(0, 9)]
    public int? Variant { get; init; }
}
