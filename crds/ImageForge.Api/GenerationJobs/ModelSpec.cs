namespace ImageForge.Api.GenerationJobs;

/// <summary>A model: by URI for local back ends, by name for services.</summary>
[Rule("has(self.uri) != has(self.name)", "exactly one of uri and name must be set")]
[Rule("!has(self.secretRef) || has(self.uri)", "secretRef requires uri", FieldPath = ".secretRef")]
[Rule(
    "!has(self.endpoint) || (has(self.uri) && self.uri.startsWith('s3://'))",
    "endpoint requires an s3:// uri",
    FieldPath = ".endpoint"
)]
[Rule(
    "!has(self.region) || (has(self.uri) && self.uri.startsWith('s3://'))",
    "region requires an s3:// uri",
    FieldPath = ".region"
)]
public sealed record ModelSpec
{
    /// <summary>
    /// Directory or file of the model: "s3://bucket/prefix", "pvc://claim/path" (a PersistentVolumeClaim in the same
    /// namespace) or "file:///path" inside the runner pod, if the operator allows it. For backend Onnx, a directory as
    /// exported by optimum, with model_index.json; for OnnxStyle, a file. Local back ends do not support https and
    /// http.
    /// </summary>
    [Text(1024, 6, Pattern = "^(https?|s3|file|pvc)://[^\\s]+$")]
    public string? Uri { get; init; }

    /// <summary>Name of the model at a service, or of a model configured by the administrator.</summary>
    [Text(253, 1)]
    public string? Name { get; init; }

    /// <summary>S3 endpoint. Defaults to that of the job's store if it is in S3, else Amazon S3.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Region of the bucket. Defaults to that of the job's store if it is in S3.</summary>
    [Text(63, 1)]
    public string? Region { get; init; }

    /// <summary>
    /// Secret with the credentials for an s3 uri: keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Only the runner
    /// reads it, never the operator. Defaults to the credentials of the job's store.
    /// </summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>
    /// Digest of the model, as "sha256:" and 64 hexadecimal digits; a model with another digest is rejected. That of a
    /// file is the SHA-256 of its bytes. That of a directory is the SHA-256 of a list of the files that are read
    /// (networks and their data, .json and .txt), in the byte order of their paths, each on a line as sha256sum prints
    /// it: digest, two spaces, path below the directory.
    /// </summary>
    [Text(71, 71, Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }
}
