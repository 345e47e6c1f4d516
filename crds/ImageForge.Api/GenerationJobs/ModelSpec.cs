using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A model: by address for local back ends, by name for services.</summary>
[Rule("has(self.uri) != has(self.name)", "exactly one of uri and name must be set")]
[Rule("!has(self.secretRef) || has(self.uri)", "secretRef goes with uri only", FieldPath = ".secretRef")]
[Rule(
    "!has(self.endpoint) || (has(self.uri) && self.uri.startsWith('s3://'))",
    "endpoint goes with an s3 uri only",
    FieldPath = ".endpoint"
)]
[Rule(
    "!has(self.region) || (has(self.uri) && self.uri.startsWith('s3://'))",
    "region goes with an s3 uri only",
    FieldPath = ".region"
)]
public sealed record ModelSpec
{
    /// <summary>
    /// Folder or file of the model: "s3://bucket/prefix", "pvc://claim/path" (a PersistentVolumeClaim of the same namespace)
    /// or "file:///path" as the runner sees it, where the operator allows it. For backend Onnx, a folder as optimum exports it, with model_index.json; for
    /// OnnxStyle, one file. Local back ends take no https and http.
    /// </summary>
    [Text(1024, 6, Pattern = "^(https?|s3|file|pvc)://[^\\s]+$")]
    public string? Uri { get; init; }

    /// <summary>Name of the model at a service, or of one that the operator's administrator has configured.</summary>
    [Text(253, 1)]
    public string? Name { get; init; }

    /// <summary>Address of the S3 service. Without it, that of the job's store where that is in S3, else Amazon S3.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Region of the bucket. Without it, that of the job's store where that is in S3.</summary>
    [Text(63, 1)]
    public string? Region { get; init; }

    /// <summary>
    /// Secret with the credentials for an s3 uri: keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The runner reads it, the
    /// operator never does. Without it, those of the job's store.
    /// </summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>
    /// Digest of the model, as "sha256:" and 64 hexadecimal digits; another model is refused. That of a file is the SHA-256 of
    /// its bytes. That of a folder is the SHA-256 of a list of the files that are read (networks and their data, .json and
    /// .txt), in the byte order of their paths, each on a line as sha256sum prints it: digest, two spaces, path below the
    /// folder.
    /// </summary>
    [Text(71, 71, Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }
}
