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

    /// <summary>Which executable stands for which container image; without a tag an entry stands for every tag.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>What the node offers besides cpu, memory and pods, such as <c>nvidia.com/gpu: 1</c>.</summary>
    public IReadOnlyDictionary<string, string> NodeResources { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a Job waits after its first failed pod; it doubles with each further one.</summary>
    public TimeSpan JobBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of the cluster.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the cluster logs to; nowhere by default.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
