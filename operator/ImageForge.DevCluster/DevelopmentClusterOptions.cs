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

    /// <summary>The clock of the cluster.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the cluster logs to; nowhere by default.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
