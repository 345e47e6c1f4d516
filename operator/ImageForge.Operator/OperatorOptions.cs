using System.Net;
using ImageForge.Kube.Config;
using ImageForge.Operator.Scheduling;
using ImageForge.Planning;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator;

/// <summary>Options of the operator.</summary>
public sealed record OperatorOptions
{
    /// <summary>The API server and how to authenticate.</summary>
    public required KubeConfig KubeConfig { get; init; }

    /// <summary>Namespaces to watch; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Defaults for jobs.</summary>
    public OperatorDefaults Defaults { get; init; } = new();

    /// <summary>Port of /healthz, /readyz and /metrics; 0 for a free port, null to disable.</summary>
    public int? Port { get; init; } = 8081;

    /// <summary>Address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>Enables leader election.</summary>
    public bool LeaderElect { get; init; }

    /// <summary>Namespace of the leader's Lease.</summary>
    public string LeaseNamespace { get; init; } = "default";

    /// <summary>Identity in leader election.</summary>
    public string Identity { get; init; } = Environment.MachineName;

    /// <summary>Concurrent reconciles per kind and namespace.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>Most active jobs at once, without those of Kueue queues.</summary>
    public SlotLimits Limits { get; init; } = new(500);

    /// <summary>Logger factory.</summary>
    public required ILoggerFactory Logging { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called with the address of the health port once it is open.</summary>
    public Action<Uri>? OnListening { get; init; }

    /// <summary>Restarts failed loops and reports them in readiness; null to create one.</summary>
    internal Supervisor? Supervisor { get; init; }

    /// <summary>Back-off for objects whose reconcile fails with an internal error.</summary>
    internal BackoffOptions DefectBackoff { get; init; } =
        new()
        {
            First = TimeSpan.FromSeconds(1),
            Longest = TimeSpan.FromMinutes(2),
            ResetAfter = TimeSpan.FromMinutes(10),
        };

    /// <summary>Back-off of caches of kinds that need not exist, such as Kueue's.</summary>
    internal BackoffOptions AbsenceBackoff { get; init; } =
        new() { First = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromMinutes(1) };

    /// <summary>For tests: wraps reconcilers.</summary>
    internal Func<IReconciler, IReconciler>? Intercept { get; init; }
}
