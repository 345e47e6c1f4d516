namespace ImageForge.Testing.Clusters;

/// <summary>What the tests want of a cluster that they start.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>The executable that stands for each image; one without a tag stands for every tag.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>Where each request is written down as Kubernetes' audit log does at the level Metadata; null for nowhere.</summary>
    public string? AuditFile { get; init; }
}
