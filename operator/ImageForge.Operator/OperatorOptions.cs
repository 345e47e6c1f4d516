using System.Net;
using ImageForge.Kube.Config;
using ImageForge.Planning;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator;

/// <summary>How an operator runs.</summary>
public sealed record OperatorOptions
{
    /// <summary>The API server and how to authenticate.</summary>
    public required KubeConfig KubeConfig { get; init; }

    /// <summary>The namespaces to look after; none means all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>What applies to jobs that do not say otherwise.</summary>
    public OperatorDefaults Defaults { get; init; } = new();

    /// <summary>Port of /healthz, /readyz and /metrics; 0 takes a free one, null serves none.</summary>
    public int? Port { get; init; } = 8081;

    /// <summary>Address that the port is opened on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>Whether to work only as the elected leader.</summary>
    public bool LeaderElect { get; init; }

    /// <summary>Namespace of the leader's Lease.</summary>
    public string LeaseNamespace { get; init; } = "default";

    /// <summary>Who this process is among its replicas.</summary>
    public string Identity { get; init; } = Environment.MachineName;

    /// <summary>Objects of one kind that are reconciled at once, in each of several namespaces.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>Where logs go.</summary>
    public required ILoggerFactory Logging { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told the address of the health port once it is open.</summary>
    public Action<Uri>? OnListening { get; init; }

    /// <summary>Restarts loops and keeps what readiness says of errors; null for one of the operator's own.</summary>
    internal Supervisor? Supervisor { get; init; }

    /// <summary>Waits between the tries of an object that the operator itself fails on.</summary>
    internal BackoffOptions DefectBackoff { get; init; } =
        new()
        {
            First = TimeSpan.FromSeconds(1),
            Longest = TimeSpan.FromMinutes(2),
            ResetAfter = TimeSpan.FromMinutes(10),
        };

    /// <summary>For tests: stands between a controller and its reconciler.</summary>
    internal Func<IReconciler, IReconciler>? Intercept { get; init; }
}
