using System.Text.Json.Serialization;
using ImageForge.Artifacts.Directories;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>What a cache entry says about itself; written when the model is complete.</summary>
internal sealed record CacheEntry
{
    /// <summary>The name of the model in messages, for people who inspect the cache.</summary>
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

/// <summary>What a download that is not complete says about itself, so that others leave room for it.</summary>
internal sealed record PartialEntry
{
    /// <summary>Where the model comes from.</summary>
    public required string Address { get; init; }

    /// <summary>Bytes that it will have.</summary>
    public required long Bytes { get; init; }

    /// <summary>The boot of the machine in which its files were written.</summary>
    public required string Boot { get; init; }
}

/// <summary>The remembered digest of a file that lies where it is used.</summary>
/// <param name="Path">The file.</param>
/// <param name="Stamp">What it looked like when it was read.</param>
/// <param name="Sha256">Hex digest of its bytes.</param>
internal sealed record DigestRecord(string Path, FileStamp Stamp, string Sha256);

/// <summary>The documents of a cache.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CacheEntry))]
[JsonSerializable(typeof(PartialEntry))]
[JsonSerializable(typeof(DigestRecord))]
internal sealed partial class CacheJson : JsonSerializerContext;
