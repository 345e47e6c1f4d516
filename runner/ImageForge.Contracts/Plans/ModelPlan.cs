namespace ImageForge.Contracts.Plans;

/// <summary>A model. Credentials are never here: a runner finds them in its environment (<see cref="ModelVariables"/>).</summary>
public sealed record ModelPlan
{
    /// <summary>
    /// Folder or file of the model: <c>file:///path</c> as the runner sees it, <c>pvc://claim/path</c> (mounted, as
    /// <see cref="InputMounts"/> words it) or <c>s3://bucket/prefix</c>.
    /// </summary>
    public required string Uri { get; init; }

    /// <summary>Base address of an S3 server such as MinIO; absent for AWS.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Region that requests are signed for; absent: <c>us-east-1</c>.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Hex SHA-256 that the model must have, when known; a runner refuses another. That of a file is the SHA-256 of its bytes;
    /// that of a folder the SHA-256 of what <c>sha256sum</c> prints of those of its files that are read (networks, their data,
    /// settings and vocabularies): for each, in the order of the bytes of their paths, its hex SHA-256, two spaces, its path below
    /// the folder with <c>/</c>, and a line feed.
    /// </summary>
    public string? Sha256 { get; init; }
}
