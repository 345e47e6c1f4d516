using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>File format, and where and under which keys the images are stored.</summary>
/// <param name="KeyTemplate">
/// Key of each image. Placeholders: {namespace}, {job}, {uid}, {variant}, {seed}, {hash}, {date}, {ext}.
/// </param>
[Rule(
    "self.format != 'EXR' || !has(self.bitDepth) || self.bitDepth == 16",
    "EXR has a bit depth of 16",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || self.bitDepth == 8 || self.format == 'PNG' || self.format == 'EXR'",
    "a bit depth of 16 needs PNG or EXR",
    FieldPath = ".bitDepth"
)]
public sealed record OutputSpec(
    [Text(512, 1, Pattern = "^[^/\\s][^\\s]*$")]
    [Rule("!self.contains('..')", "keyTemplate must not contain '..'")]
    [Rule("self.contains('{variant}') || self.contains('{seed}')", "keyTemplate must contain {variant} or {seed}")]
        string KeyTemplate = "{namespace}/{job}/{variant}-{seed}.{ext}"
)
{
    /// <summary>
    /// File format. EXR holds high dynamic range; images that come from 8-bit sources say so in their metadata.
    /// </summary>
    public OutputFormat Format { get; init; }

    /// <summary>Bits per channel: 8 or 16. Without it, 16 for EXR (half float) and 8 for the rest.</summary>
    [OneOf(8, 16)]
    public int? BitDepth { get; init; }

    /// <summary>Quality of JPEG and WebP. Without it, 85.</summary>
    [Number(1, 100)]
    public int? Quality { get; init; }

    /// <summary>Effort of lossless compression: 0 is fast, 9 makes small files. Without it, 6.</summary>
    [Number(0, 9)]
    public int? Compression { get; init; }

    /// <summary>
    /// Longer side in pixels of a thumbnail that is stored beside each image. Without it, there is none.
    /// </summary>
    [Number(16, 512)]
    public int? ThumbnailSize { get; init; }

    /// <summary>Where the images are stored. Without it, the operator's default store.</summary>
    public StorageSpec? Storage { get; init; }

    /// <summary>Public address in front of the store; status reports it followed by the key.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? CdnBaseUrl { get; init; }

    /// <summary>Reports addresses that give access to the images for a while.</summary>
    public PresignSpec? Presign { get; init; }

    /// <summary>
    /// Metadata to store with each image, such as user, entity or version. The time of generation is added.
    /// </summary>
    [Map(16), Text(256)]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What happens to the images when the job is deleted.</summary>
    public ArtifactDeletionPolicy DeletionPolicy { get; init; }

    /// <summary>Makes and scores the images without storing them.</summary>
    public bool GenerateOnly { get; init; }
}
