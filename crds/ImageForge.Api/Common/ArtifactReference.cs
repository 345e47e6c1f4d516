using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>An image of a GenerationJob in the same namespace.</summary>
public sealed record ArtifactReference
{
    /// <summary>Name of the GenerationJob. This job waits until it has completed.</summary>
    [ResourceName]
    public required string JobName { get; init; }

    /// <summary>Index of the variant, from 0. Defaults to the primary one.</summary>
    [Number(0, 9)]
    public int? Variant { get; init; }
}
