namespace ImageForge.Contracts.Plans;

/// <summary>Who asked for a run and where its results go.</summary>
public sealed record DeliveryPlan
{
    /// <summary>Namespace of the job.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>Identity of this incarnation of the job; a run resumes only what the same incarnation left.</summary>
    public required string Uid { get; init; }

    /// <summary>The artifact store.</summary>
    public required StorePlan Store { get; init; }

    /// <summary>What models run on; absent: the best that works.</summary>
    public ExecutionProvider? Provider { get; init; }

    /// <summary>
    /// What to do where a GPU was asked for and none works; absent: none was asked for, and the CPU will do.
    /// </summary>
    public GpuMissingPolicy? OnGpuMissing { get; init; }

    /// <summary>The most seconds that a model may take for one variant; absent: no limit.</summary>
    public int? PolishSeconds { get; init; }

    /// <summary>Whether the termination message has the boxes of placed assets.</summary>
    public bool ReportsHitboxes { get; init; }

    /// <summary>Final key of each picture, by variant (one for an assembly); relative to the store's prefix.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Final key of the manifest, written last.</summary>
    public required string ManifestKey { get; init; }

    /// <summary>Prefix of partial results: what attempts finished and did not publish yet; ends in <c>/</c>.</summary>
    public required string PartialPrefix { get; init; }
}

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
