using System.Reflection;
using ImageForge.Api;
using ImageForge.Hosting;
using ImageForge.Kube;
using ImageForge.Operator.Controllers;
using ImageForge.Operator.Hosting;
using ImageForge.Operator.Scheduling;
using ImageForge.Operator.Telemetry;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator;

/// <summary>Runs the operator, as a program of its own or embedded.</summary>
public static class OperatorHost
{
    private const string Lease = "imageforge-operator";

    /// <summary>
    /// Runs until cancelled, then shuts down in order: drains reconciles, releases the Lease, flushes events.
    /// </summary>
    /// <exception cref="LeadershipLostException">Leadership was lost; the process must exit.</exception>
    /// <exception cref="IOException">The health port is in use.</exception>
    public static async Task RunAsync(OperatorOptions options, CancellationToken cancellation)
    {
        var log = options.Logging.CreateLogger("ImageForge.Operator");
        using var client = KubeClient.Create(
            options.KubeConfig,
            new KubeClientOptions { Time = options.Time, UserAgent = $"imageforge-operator/{OperatorVersion.Current}" }
        );
        var server = options.KubeConfig.Server.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        var outages = new OutageLog(
            TimeSpan.FromMinutes(1),
            options.Time,
            reason => Log.ServerUnreachable(log, server, reason),
            () => Log.ServerReached(log, server)
        );
        client.Availability.Failing += outages.Failed;
        client.Availability.Restored += outages.Succeeded;
        var elector = options.LeaderElect ? Elector(client, options) : null;
        var recorder = Recorder(client, options);
        var supervisor = options.Supervisor ?? new Supervisor(log, options.Time);
        List<Scope> scopes = [];
        var slots = new JobSlots(options.Limits, options.Defaults, IsActive);
        using var metrics = new OperatorMetrics(
            () => scopes.SelectMany(s => s.Caches.Jobs.Store.List()),
            slots,
            IsActive
        );
        using var collector = new PrometheusCollector(metrics.Owns);
        try
        {
            string?[] namespaces = options.Namespaces is { Count: > 0 } named ? [.. named.Distinct()] : [null];
            scopes.AddRange(
                namespaces.Select(ns => new Scope(ns, client, recorder, metrics, slots, supervisor, IsActive, options))
            );
            var host = new RuntimeHost(
                [.. scopes.SelectMany(s => s.Caches.All)],
                [.. scopes.SelectMany(s => s.Controllers)],
                recorder,
                elector,
                supervisor,
                client.Availability
            );
            var definitions = new DefinitionCheck(client, options.Time, log);
            using var health = options.Port is { } port
                ? await HealthServer.StartAsync(
                    options.Address,
                    port,
                    () => [.. host.Problems, .. definitions.Problems],
                    () => host.Standby,
                    collector,
                    options.Logging
                )
                : null;
            if (health is not null)
            {
                Log.Listening(log, health.Address);
                options.OnListening?.Invoke(health.Address);
            }

            await WorkAsync(host, scopes, definitions, supervisor, options, log, cancellation);
        }
        finally
        {
            scopes.ForEach(scope => scope.Dispose());
        }

        bool IsActive() => elector?.IsLeader ?? true;
    }

    private static async Task WorkAsync(
        RuntimeHost host,
        IReadOnlyList<Scope> scopes,
        DefinitionCheck definitions,
        Supervisor supervisor,
        OperatorOptions options,
        ILogger log,
        CancellationToken cancellation
    )
    {
        var where = options.Namespaces is { Count: > 0 } named ? string.Join(", ", named) : "all namespaces";
        Log.Started(log, OperatorVersion.Current, where, options.Defaults.RunnerImage);
        using var stopPolling = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = Task.WhenAll([
            supervisor.RunAsync("CRD check", definitions.RunAsync, stopPolling.Token),
            .. scopes.Select(scope =>
                supervisor.RunAsync("Progress polling", scope.ProgressPoller.RunAsync, stopPolling.Token)
            ),
        ]);
        try
        {
            await host.RunAsync(cancellation);
        }
        finally
        {
            await stopPolling.CancelAsync();
            await following;
            Log.Stopped(log);
        }
    }

    private static LeaderElector Elector(KubeClient client, OperatorOptions options) =>
        new(
            client,
            new LeaderElectionOptions
            {
                Namespace = options.LeaseNamespace,
                Name = Lease,
                // Unique per process: a restarted container has the same pod name.
                Identity = $"{options.Identity}_{Guid.NewGuid():N}",
                Time = options.Time,
            },
            options.Logging.CreateLogger<LeaderElector>()
        );

    private static EventRecorder Recorder(KubeClient client, OperatorOptions options) =>
        new(
            client,
            new EventRecorderOptions
            {
                ReportingController = ApiGroup.Controller,
                ReportingInstance = options.Identity,
                Time = options.Time,
            },
            options.Logging.CreateLogger<EventRecorder>()
        );
}

/// <summary>The version of this program.</summary>
internal static class OperatorVersion
{
    public static string Current { get; } =
        typeof(OperatorVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
