namespace ImageForge.Api.GenerationJobs;

/// <summary>File format, storage and keys of the images.</summary>
/// <param name="KeyTemplate">
/// Key of each image. Placeholders: {namespace}, {job}, {uid}, {variant}, {seed}, {hash}, {date}, {ext}.
/// </param>
/// <param name="EmbedMetadata">
/// Writes prompt, seed, plan hash, version and metadata into each file: as PNG text, EXIF and XMP, or EXR attributes.
/// </param>
[Rule(
    "self.format != 'EXR' || !has(self.bitDepth) || self.bitDepth == 16 || self.bitDepth == 32",
    "EXR requires a bit depth of 16 or 32",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || (self.bitDepth != 10 && self.bitDepth != 12) || self.format == 'AVIF'",
    "a bit depth of 10 or 12 requires AVIF",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || self.bitDepth != 16 || self.format == 'PNG' || self.format == 'TIFF' || self.format == 'EXR'",
    "a bit depth of 16 requires PNG, TIFF or EXR",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.bitDepth) || self.bitDepth != 32 || self.format == 'EXR'",
    "a bit depth of 32 requires EXR",
    FieldPath = ".bitDepth"
)]
[Rule(
    "!has(self.quality) || self.format == 'JPEG' || ((self.format == 'WebP' || self.format == 'AVIF') && !self.lossless)",
    "quality requires JPEG, or lossy WebP or AVIF",
    FieldPath = ".quality"
)]
[Rule(
    "!self.lossless || self.format == 'WebP' || self.format == 'AVIF'",
    "lossless requires WebP or AVIF; PNG, TIFF and EXR are always lossless",
    FieldPath = ".lossless"
)]
[Rule(
    "!has(self.compression) || self.format != 'JPEG'",
    "compression is not supported for JPEG; use quality",
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
    /// File format. PNG, JPEG, WebP, AVIF and TIFF hold display-referred, tagged sRGB; JPEG has no transparency, which
    /// becomes white. EXR has scene-linear light, with values above 1 for highlights, with exposure and colour
    /// temperature applied but without contrast and tone mapping. An EXR with pixels from 8-bit sources has the
    /// attribute "derived".
    /// </summary>
    public ImageFormat Format { get; init; }

    /// <summary>
    /// Bits per channel: 8; 16 for PNG and TIFF; 10 or 12 for AVIF; 16 (half float) or 32 (float) for EXR. Defaults to 16 for
    /// EXR, else 8.
    /// </summary>
    [OneOf(8, 10, 12, 16, 32)]
    public int? BitDepth { get; init; }

    /// <summary>Quality of JPEG and of lossy WebP and AVIF. Defaults to 85, for AVIF to 60: its scale differs.</summary>
    [Number(1, 100)]
    public int? Quality { get; init; }

    /// <summary>
    /// Compression effort: 9 is smallest, 1 is fastest, and 0 leaves PNG, TIFF and EXR uncompressed. Defaults to a fast
    /// level of the format.
    /// </summary>
    [Number(0, 9)]
    public int? Compression { get; init; }

    /// <summary>Writes lossless WebP or AVIF.</summary>
    public bool Lossless { get; init; }

    /// <summary>
    /// Longer side in pixels of a thumbnail stored next to each image. If unset, there is none.
    /// </summary>
    [Number(16, 512)]
    public int? ThumbnailSize { get; init; }

    /// <summary>Where the images are stored. Defaults to the operator's default store.</summary>
    public StorageSpec? Storage { get; init; }

    /// <summary>Public base URL of the store; status has it followed by the key.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? CdnBaseUrl { get; init; }

    /// <summary>Adds presigned URLs to the status.</summary>
    public PresignSpec? Presign { get; init; }

    /// <summary>
    /// Custom metadata to write into each file and the manifest, such as user, entity or version.
    /// </summary>
    [Map(16), Text(256)]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What happens to the images if the job is deleted.</summary>
    public ArtifactDeletionPolicy DeletionPolicy { get; init; }

    /// <summary>Generates and scores the images without storing them.</summary>
    public bool GenerateOnly { get; init; }
}

/// <summary>What happens to artifacts when their job is deleted.</summary>
public enum ArtifactDeletionPolicy
{
    /// <summary>They stay.</summary>
    Retain,

    /// <summary>They are deleted too.</summary>
    Delete,
}

/// <summary>Presigned URLs.</summary>
/// <param name="Ttl">How long the URLs are valid.</param>
public sealed record PresignSpec([Duration] string Ttl = "1h");

/// <summary>An artifact store.</summary>
[Rule(
    "!has(self.endpoint) || self.uri.startsWith('s3://') || self.uri.startsWith('hopsworks://')",
    "endpoint requires an s3:// or hopsworks:// uri",
    FieldPath = ".endpoint"
)]
public sealed record StorageSpec
{
    /// <summary>
    /// URI of the store: "s3://bucket/prefix", "pvc://claim/prefix" (a PersistentVolumeClaim in the same namespace),
    /// "file:///path" (a path inside the runner pod; rejected unless the operator allows it) or "hopsworks://project/path".
    /// </summary>
    [Text(1024, 6, Pattern = "^(s3://[a-z0-9]|pvc://[a-z0-9]|file:///|hopsworks://[a-zA-Z0-9])[^\\s]*$")]
    public required string Uri { get; init; }

    /// <summary>Endpoint of the service, such as "http://minio:9000". Defaults to Amazon S3.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Region of the bucket.</summary>
    [Text(63, 1)]
    public string? Region { get; init; }

    /// <summary>
    /// Secret with the credentials: keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for S3, API_KEY for Hopsworks. Only
    /// the runner reads it, never the operator.
    /// </summary>
    public SecretReference? SecretRef { get; init; }
}
