using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Operator.Following;
using ImageForge.Operator.Telemetry;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>
/// All that works on one namespace, or on all of them. Nothing that a resource refers to lies outside of its namespace, so
/// that scopes know nothing of each other.
/// </summary>
internal sealed class Scope : IDisposable
{
    private readonly Controller _jobs;
    private readonly Controller _storyboards;
    private readonly Controller _profiles;

    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="client">The API server.</param>
    /// <param name="events">Where events go.</param>
    /// <param name="metrics">Where jobs are counted.</param>
    /// <param name="isActive">Whether this process does the work, whenever asked.</param>
    /// <param name="options">The operator's options.</param>
    public Scope(
        string? ns,
        KubeClient client,
        EventRecorder events,
        OperatorMetrics metrics,
        Func<bool> isActive,
        OperatorOptions options
    )
    {
        Caches = new Caches(client, ns, options);
        var writes = new OwnWrites(options.Time);
        var book = new ProgressBook();
        var applier = new Applier(client, Caches, writes, options.Logging.CreateLogger<Applier>());
        var statuses = new StatusWriters(client, Caches, writes);
        _jobs = Controller(
            "generationjobs",
            new JobReconciler(
                Caches,
                applier,
                statuses,
                book,
                events,
                metrics,
                options,
                options.Logging.CreateLogger<JobReconciler>()
            )
        );
        _storyboards = Controller(
            "storyboards",
            new StoryboardReconciler(
                Caches,
                applier,
                statuses,
                events,
                options,
                options.Logging.CreateLogger<StoryboardReconciler>()
            )
        );
        _profiles = Controller("atmosphereprofiles", new ProfileReconciler(Caches, statuses, options));
        Wiring.Connect(Caches, _jobs, _storyboards, _profiles);
        Follower = new ProgressFollower(
            Caches.Pods,
            book,
            pod => Caches.OwnerOf(pod) is { Kind: GenerationJob.KindName } owner ? owner.Key : null,
            owner => _jobs.Enqueue(owner),
            isActive,
            options.Time,
            options.Logging.CreateLogger<ProgressFollower>()
        );

        Controller Controller(string name, IReconciler reconciler) =>
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
    }

    public Caches Caches { get; }

    public ProgressFollower Follower { get; }

    public IReadOnlyList<Controller> Controllers => [_jobs, _storyboards, _profiles];

    public void Dispose()
    {
        Follower.Dispose();
        _profiles.Dispose();
        _storyboards.Dispose();
        _jobs.Dispose();
    }
}
