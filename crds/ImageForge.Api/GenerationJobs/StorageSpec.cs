using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>An artifact store.</summary>
[Rule(
    "!has(self.endpoint) || self.uri.startsWith('s3://') || self.uri.startsWith('hopsworks://')",
    "endpoint goes with s3 and hopsworks only",
    FieldPath = ".endpoint"
)]
public sealed record StorageSpec
{
    /// <summary>
    /// The place: "s3://bucket/prefix", "pvc://claim/prefix" (a PersistentVolumeClaim of the same namespace),
    /// "file:///folder" (a path inside the runner's pod: refused unless the operator allows it) or "hopsworks://project/folder".
    /// </summary>
    [Text(1024, 6, Pattern = "^(s3://[a-z0-9]|pvc://[a-z0-9]|file:///|hopsworks://[a-zA-Z0-9])[^\\s]*$")]
    public required string Uri { get; init; }

    /// <summary>Address of the service, such as "http://minio:9000". Without it, Amazon S3.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Region of the bucket.</summary>
    [Text(63, 1)]
    public string? Region { get; init; }

    /// <summary>
    /// Secret with the credentials: keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for S3, API_KEY for Hopsworks. The
    /// runner reads it, the operator never does.
    /// </summary>
    public SecretReference? SecretRef { get; init; }
}
