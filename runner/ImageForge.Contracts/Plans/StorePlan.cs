namespace ImageForge.Contracts.Plans;

/// <summary>An artifact store. Credentials are never here: a runner finds them in its environment.</summary>
public sealed record StorePlan
{
    /// <summary><c>file:///dir</c> as the runner sees it, or <c>s3://bucket/prefix</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>Base address of an S3 server such as MinIO; absent for AWS.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Region that requests are signed for; absent: <c>us-east-1</c>.</summary>
    public string? Region { get; init; }
}
