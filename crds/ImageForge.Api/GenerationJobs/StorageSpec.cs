namespace ImageForge.Api.GenerationJobs;

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
