namespace ImageForge.Artifacts.Models.Caching;

/// <summary>What a cache entry says about itself; written when the model is complete.</summary>
internal sealed record CacheEntry
{
    /// <summary>What the model is called in messages, for whoever looks into the cache.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Address { get; init; }

    /// <summary>Digest of its content.</summary>
    public required string Digest { get; init; }

    /// <summary>Bytes in all.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }
}
