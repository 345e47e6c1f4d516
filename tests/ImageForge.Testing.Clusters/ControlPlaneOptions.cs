namespace ImageForge.Testing.Clusters;

/// <summary>What the tests want of a cluster that they start.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>The executable that stands for each image; one without a tag stands for every tag.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>What runs besides API server and store.</summary>
    public ControlPlaneWorkloads Workloads { get; init; } = ControlPlaneWorkloads.All;

    /// <summary>Where each request is written down as Kubernetes' audit log does at the level Metadata; null for nowhere.</summary>
    public string? AuditFile { get; init; }
}

/// <summary>What a control plane runs besides API server and store.</summary>
public enum ControlPlaneWorkloads
{
    /// <summary>Nothing: objects stay as they are written.</summary>
    None,

    /// <summary>The controllers, where kube-controller-manager is installed: Jobs get pods, which stay pending.</summary>
    Controllers,

    /// <summary>The controllers, and a node that runs pods.</summary>
    All,
}
