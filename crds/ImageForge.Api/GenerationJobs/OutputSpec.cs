using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>File format, and where and under which keys the images are stored.</summary>
/// <param name="KeyTemplate">
/// Key of each image. Placeholders: {namespace}, {job}, {uid}, {variant}, {seed}, {hash}, {date}, {ext}.
/// </param>
/// <param name="EmbedMetadata">
/// Writes prompt, seed, plan hash, version and metadata into each file: as PNG text, EXIF and XMP, or EXR attributes.
/// </param>
[Rule(
    "self.format != 'EXR' || !has(self.bitDepth) || self.bitDepth == 16 || self.bitDepth == 32",
    "EXR has a bit depth of 16 or 32",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || (self.bitDepth != 10 && self.bitDepth != 12) || self.format == 'AVIF'",
    "a bit depth of 10 or 12 needs AVIF",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || self.bitDepth != 16 || self.format == 'PNG' || self.format == 'TIFF' || self.format == 'EXR'",
    "a bit depth of 16 needs PNG, TIFF or EXR",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || self.bitDepth != 32 || self.format == 'EXR'",
    "a bit depth of 32 needs EXR",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.quality) || self.format == 'JPEG' || ((self.format == 'WebP' || self.format == 'AVIF') && !self.lossless)",
    "quality is for JPEG, and for WebP and AVIF that are not lossless",
    FieldPath = ".quality"
)]
[Rule(
    "!self.lossless || self.format == 'WebP' || self.format == 'AVIF'",
    "lossless is for WebP and AVIF: PNG, TIFF and EXR always are",
    FieldPath = ".lossless"
)]
[Rule(
    "!has(self.compression) || self.format != 'JPEG'",
    "JPEG has a quality and no compression",
    FieldPath = ".compression"
)]
public sealed record OutputSpec(
    [Text(512, 1, Pattern = "^[^/\\s][^\\s]*$")]
    [Rule("!self.contains('..')", "keyTemplate must not contain '..'")]
    [Rule("self.contains('{variant}') || self.contains('{seed}')", "keyTemplate must contain {variant} or {seed}")]
        string KeyTemplate = "{namespace}/{job}/{variant}-{seed}.{ext}",
    bool EmbedMetadata = true
)
{
    /// <summary>
    /// File format. PNG, JPEG, WebP, AVIF and TIFF hold sRGB as a display shows it, and say so; JPEG has no transparency, which
    /// becomes white. EXR holds the light of the scene: linear, above 1 where it shines, with exposure and colour temperature,
    /// without contrast and tone curve. An EXR with pixels from 8-bit sources has the attribute "derived" set.
    /// </summary>
    public OutputFormat Format { get; init; }

    /// <summary>
    /// Bits per channel: 8; 16 for PNG and TIFF; 10 or 12 for AVIF; 16 (half float) or 32 (float) for EXR. Without it, 16 for EXR
    /// and 8 for the rest.
    /// </summary>
    [OneOf(8, 10, 12, 16, 32)]
    public int? BitDepth { get; init; }

    /// <summary>
    /// Quality of JPEG, and of WebP and AVIF that are not lossless. Without it, 85; 60 for AVIF, whose scale is another.
    /// </summary>
    [Number(1, 100)]
    public int? Quality { get; init; }

    /// <summary>
    /// Effort of compression: 9 makes small files, 1 is fast, and 0 leaves PNG, TIFF and EXR uncompressed. Without it, what
    /// is quick for the format.
    /// </summary>
    [Number(0, 9)]
    public int? Compression { get; init; }

    /// <summary>Writes a WebP or AVIF without loss.</summary>
    public bool Lossless { get; init; }

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
    /// Metadata of your own to write into each file, such as user, entity or version. The manifest has it too.
    /// </summary>
    [Map(16), Text(256)]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What happens to the images when the job is deleted.</summary>
    public ArtifactDeletionPolicy DeletionPolicy { get; init; }

    /// <summary>Makes and scores the images without storing them.</summary>
    public bool GenerateOnly { get; init; }
}
