using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.DevCluster;

/// <summary>How a development cluster is started.</summary>
public sealed record DevelopmentClusterOptions
{
    /// <summary>Where the cluster keeps its kubeconfig and the files of its pods; created when absent.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the kubeconfig is written; by default <c>kubeconfig</c> in <see cref="DataDirectory"/>.</summary>
    public string? KubeconfigPath { get; init; }

    /// <summary>
    /// The executable that stands for each image; an image without a tag stands for every tag. A pod whose container
    /// has a command runs that instead.
    /// </summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// What the node offers besides this machine's processors and memory, such as <c>nvidia.com/gpu</c>; a pod that
    /// asks for more than there is waits. Quantities as Kubernetes writes them.
    /// </summary>
    public IReadOnlyDictionary<string, string> NodeResources { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a Job waits after its first failed pod; it doubles with each further one, to ten minutes.</summary>
    public TimeSpan JobBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the Job controller takes to look at a pod that has changed. Kubernetes' own collects changes for a second,
    /// in which a Job does not yet show what became of its pod.
    /// </summary>
    public TimeSpan JobDelay { get; init; }

    /// <summary>
    /// False for a bare API server: no controller, no scheduler and no kubelet, so that objects stay as they are written.
    /// </summary>
    public bool RunsWorkloads { get; init; } = true;

    /// <summary>
    /// Where each request is written down as a JSON line, in the form of Kubernetes' audit log at the level Metadata;
    /// appended to. Null for none.
    /// </summary>
    public string? AuditFile { get; init; }

    /// <summary>The clock of the cluster.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the cluster logs to; nowhere by default.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
