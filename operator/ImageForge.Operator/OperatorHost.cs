using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Operator.Controllers;
using ImageForge.Operator.Following;
using ImageForge.Operator.Hosting;
using ImageForge.Operator.Telemetry;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator;

/// <summary>The operator, to be run as a program of its own or inside another.</summary>
public static class OperatorHost
{
    private const string Lease = "imageforge-operator";

    /// <summary>Works until cancelled, then stops in order: running reconciles end, the Lease is released, events are written.</summary>
    /// <exception cref="LeadershipLostException">Another replica may lead now; the process must end.</exception>
    /// <exception cref="SyncTimeoutException">The API server could not be read in time.</exception>
    /// <exception cref="IOException">The health port is taken.</exception>
    public static async Task RunAsync(OperatorOptions options, CancellationToken cancellation)
    {
        var log = options.Logging.CreateLogger("ImageForge.Operator");
        using var client = KubeClient.Create(
            options.KubeConfig,
            new KubeClientOptions { Time = options.Time, UserAgent = $"imageforge-operator/{OperatorVersion.Current}" }
        );
        var elector = options.LeaderElect ? Elector(client, options) : null;
        var caches = new Caches(client, options);
        var writes = new OwnWrites(options.Time);
        var book = new ProgressBook();
        var recorder = Recorder(client, options);
        var events = new EventSink(recorder);
        var applier = new Applier(client, caches, writes, options.Logging.CreateLogger<Applier>());
        using var metrics = new OperatorMetrics(() => caches.Jobs.Store.List(), () => elector?.IsLeader ?? true);
        using var collector = new PrometheusCollector(metrics.Owns);

        using var jobs = Controller(
            "generationjobs",
            new JobReconciler(
                caches,
                applier,
                book,
                events,
                metrics,
                options,
                options.Logging.CreateLogger<JobReconciler>()
            ),
            writes,
            options
        );
        using var boards = Controller(
            "storyboards",
            new StoryboardReconciler(
                caches,
                applier,
                events,
                options,
                options.Logging.CreateLogger<StoryboardReconciler>()
            ),
            writes,
            options
        );
        using var profiles = Controller(
            "atmosphereprofiles",
            new ProfileReconciler(caches, applier, options),
            writes,
            options
        );
        Wiring.Connect(caches, jobs, boards, profiles);

        using var follower = new ProgressFollower(
            caches.Pods,
            book,
            pod => Enqueue(jobs, pod),
            () => elector?.IsLeader ?? true,
            options.Time,
            options.Logging.CreateLogger<ProgressFollower>()
        );
        var host = new RuntimeHost(caches.All, [jobs, boards, profiles], recorder, elector);
        await using var health = options.Port is { } port
            ? await HealthServer.StartAsync(options.Address, port, () => host.IsReady, collector, cancellation)
            : null;
        if (health is not null)
        {
            Log.Listening(log, health.Address);
            options.OnListening?.Invoke(health.Address);
        }

        Log.Started(log, OperatorVersion.Current, options.Namespace ?? "all namespaces", options.Defaults.RunnerImage);
        using var stopFollowing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = follower.RunAsync(stopFollowing.Token);
        try
        {
            await host.RunAsync(cancellation);
        }
        finally
        {
            await stopFollowing.CancelAsync();
            await following;
            Log.Stopped(log);
        }
    }

    private static Controller Controller(
        string name,
        IReconciler reconciler,
        OwnWrites writes,
        OperatorOptions options
    ) =>
        new(
            name,
            reconciler,
            options.Logging.CreateLogger($"ImageForge.Operator.{name}"),
            new ControllerOptions
            {
                Workers = options.Workers,
                Writes = writes,
                Time = options.Time,
            }
        );

    private static void Enqueue(Controller jobs, Pod pod)
    {
        if (!Labels.IsAssembly(pod) && Caches.OwnerOf(pod) is { } owner)
        {
            jobs.Enqueue(owner);
        }
    }

    private static LeaderElector Elector(KubeClient client, OperatorOptions options) =>
        new(
            client,
            new LeaderElectionOptions
            {
                Namespace = options.LeaseNamespace,
                Name = Lease,
                // Two processes of one pod name, a restarted one say, are two candidates.
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
                ReportingController = "imageforge.dev/operator",
                ReportingInstance = options.Identity,
                Time = options.Time,
            },
            options.Logging.CreateLogger<EventRecorder>()
        );
}
