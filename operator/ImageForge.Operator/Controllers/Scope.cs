using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Apply;
using ImageForge.Operator.Progress;
using ImageForge.Operator.Scheduling;
using ImageForge.Operator.Telemetry;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Queues;
using ImageForge.Runtime.Recording;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>
/// Informers and controllers of one namespace, or of all. References never cross namespaces, so scopes are
/// independent.
/// </summary>
internal sealed class Scope : IDisposable
{
    private readonly Controller _jobs;
    private readonly Controller _storyboards;
    private readonly Controller _profiles;

    /// <param name="ns">Namespace; null for all.</param>
    /// <param name="client">The API server.</param>
    /// <param name="events">Event recorder.</param>
    /// <param name="metrics">Metrics.</param>
    /// <param name="slots">The limits of active jobs, those of all scopes.</param>
    /// <param name="supervisor">Restarts loops that fail.</param>
    /// <param name="isActive">Whether this process is the leader.</param>
    /// <param name="options">The operator's options.</param>
    public Scope(
        string? ns,
        KubeClient client,
        EventRecorder events,
        OperatorMetrics metrics,
        JobSlots slots,
        Supervisor supervisor,
        Func<bool> isActive,
        OperatorOptions options
    )
    {
        Caches = new Caches(client, ns, options);
        var writes = new OwnWrites(options.Time);
        var progress = new ProgressCache();
        var applier = new Applier(client, Caches, writes, options.Logging.CreateLogger<Applier>());
        var statuses = new StatusWriters(client, Caches, writes);
        _jobs = Controller(
            "generationjobs",
            new JobReconciler(
                Caches,
                applier,
                statuses,
                progress,
                slots,
                events,
                metrics,
                options,
                options.Logging.CreateLogger<JobReconciler>()
            ),
            GuardedKinds.Jobs,
            Caches.Jobs,
            statuses.Jobs,
            key => JobSlots.Of(Caches.Jobs.Store.Get(key)?.Spec.Priority ?? default)
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
            ),
            GuardedKinds.Storyboards,
            Caches.Storyboards,
            statuses.Storyboards
        );
        _profiles = Controller(
            "atmosphereprofiles",
            new ProfileReconciler(Caches, statuses, options),
            GuardedKinds.Profiles,
            Caches.Profiles,
            statuses.Profiles
        );
        // Before the controllers, which reconcile what it has seen.
        slots.Watch(ns, Caches.Jobs, Caches.Children, key => _jobs.Enqueue(key));
        Registration.Register(Caches, _jobs, _storyboards, _profiles, slots);
        ProgressPoller = new ProgressPoller(
            Caches.Pods,
            progress,
            pod => Caches.OwnerOf(pod) is { Kind: GenerationJob.KindName } owner ? owner.Key : null,
            owner => _jobs.Enqueue(owner),
            isActive,
            options.Time,
            options.Logging.CreateLogger<ProgressPoller>()
        );

        Controller Controller<T, TStatus>(
            string name,
            IReconciler reconciler,
            GuardedKind<T, TStatus> kind,
            Informer<T> informer,
            StatusWriter<T, TStatus> writer,
            Func<ObjectKey, Priority>? priorityOf = null
        )
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            var logger = options.Logging.CreateLogger($"ImageForge.Operator.{name}");
            return new(
                name,
                new TracedReconciler<T, TStatus>(
                    new GuardedReconciler<T, TStatus>(
                        options.Intercept?.Invoke(reconciler) ?? reconciler,
                        kind,
                        informer,
                        writer,
                        events,
                        metrics,
                        options,
                        logger
                    ),
                    kind,
                    informer,
                    Caches,
                    logger
                ),
                logger,
                new ControllerOptions
                {
                    Workers = options.Workers,
                    Writes = writes,
                    PriorityOf = priorityOf,
                    Server = client.Availability,
                    Supervisor = supervisor,
                    Time = options.Time,
                }
            );
        }
    }

    public Caches Caches { get; }

    public ProgressPoller ProgressPoller { get; }

    public IReadOnlyList<Controller> Controllers => [_jobs, _storyboards, _profiles];

    public void Dispose()
    {
        ProgressPoller.Dispose();
        _profiles.Dispose();
        _storyboards.Dispose();
        _jobs.Dispose();
    }
}
