using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Scheduling;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Statuses;
using ImageForge.Planning.Storyboards;
using ImageForge.Runtime.Informers;
using k8s;
using k8s.Models;

namespace ImageForge.Operator.Controllers;

/// <summary>
/// Informers of the operator: its own kinds, and the ConfigMaps, Jobs and Pods that it created. Secrets are not
/// watched.
/// </summary>
internal sealed class Caches
{
    private const string ByController = "controller";
    private const string ByProfile = "profile";
    private const string BySource = "source";
    private const string ByFrame = "frame";
    private const string ByRegarding = "regarding";

    public Caches(KubeClient client, string? ns, OperatorOptions options)
    {
        var logger = options.Logging.CreateLogger("ImageForge.Operator.Caches");
        var all = new InformerOptions { Namespace = ns, Time = options.Time };
        var own = all with { LabelSelector = Labels.Selector };
        Jobs = new Informer<GenerationJob>(client, ApiResources.GenerationJobs, logger, all)
            .WithIndex(ByProfile, job => ProfileOf(job, job.Spec) is { } key ? [key.ToString()] : [])
            .WithIndex(BySource, job => Keys(job, JobResolver.SourceNames(job.Spec)));
        Storyboards = new Informer<Storyboard>(client, ApiResources.Storyboards, logger, all)
            .WithIndex(ByProfile, board => ProfileOf(board, board.Spec.Template) is { } key ? [key.ToString()] : [])
            .WithIndex(
                BySource,
                board => board.Spec.Template is { } template ? Keys(board, JobResolver.SourceNames(template)) : []
            )
            .WithIndex(ByFrame, board => Keys(board, StoryboardDecider.FrameNames(board)));
        Profiles = new Informer<AtmosphereProfile>(client, ApiResources.AtmosphereProfiles, logger, all).WithIndex(
            BySource,
            profile => Keys(profile, JobResolver.SourceNames(profile.Spec))
        );
        ConfigMaps = new Informer<V1ConfigMap>(client, ApiResources.ConfigMaps, logger, own).WithIndex(
            ByController,
            ControllerUid
        );
        Children = new Informer<V1Job>(client, ApiResources.Children, logger, own).WithIndex(
            ByController,
            ControllerUid
        );
        Pods = new Informer<V1Pod>(client, ApiResources.Pods, logger, own).WithIndex(ByController, ControllerUid);
        Refusals = new Informer<Eventsv1Event>(
            client,
            CoreResources.Events,
            logger,
            all with
            {
                FieldSelector = PodRefusals.FieldSelector,
            }
        ).WithIndex(ByRegarding, refusal => refusal.Regarding?.Uid is { } uid ? [uid] : []);
        Mounts = new Informer<Eventsv1Event>(
            client,
            CoreResources.Events,
            logger,
            all with
            {
                FieldSelector = MountFailures.FieldSelector,
            }
        ).WithIndex(ByRegarding, failure => failure.Regarding?.Uid is { } uid ? [uid] : []);
        Workloads = new Informer<Workload>(
            client,
            ApiResources.Workloads,
            logger,
            all with
            {
                AbsenceBackoff = options.AbsenceBackoff,
            }
        ).WithIndex(ByController, ControllerUid);
    }

    public Informer<GenerationJob> Jobs { get; }

    public Informer<Storyboard> Storyboards { get; }

    public Informer<AtmosphereProfile> Profiles { get; }

    public Informer<V1ConfigMap> ConfigMaps { get; }

    public Informer<V1Job> Children { get; }

    public Informer<V1Pod> Pods { get; }

    /// <summary>FailedCreate events of Jobs.</summary>
    public Informer<Eventsv1Event> Refusals { get; }

    /// <summary>FailedMount events of pods.</summary>
    public Informer<Eventsv1Event> Mounts { get; }

    /// <summary>Kueue's Workloads; empty where there is no Kueue or they must not be read.</summary>
    public Informer<Workload> Workloads { get; }

    public IReadOnlyList<IInformer> All =>
        [Jobs, Storyboards, Profiles, ConfigMaps, Children, Pods, Refusals, Mounts, Workloads];

    /// <summary>The profile referenced by the settings of an object, if any.</summary>
    public static ObjectKey? ProfileOf(IKubernetesObject<V1ObjectMeta> value, GenerationSettings? settings) =>
        settings is not null && JobResolver.ProfileName(settings) is { } name ? Beside(value, name) : null;

    /// <summary>Objects controlled by the one with this uid.</summary>
    public static IReadOnlyList<T> OwnedBy<T>(Informer<T> informer, string uid)
        where T : class, IKubernetesObject<V1ObjectMeta> => informer.Store.ByIndex(ByController, uid);

    /// <summary>The pods of some Jobs.</summary>
    public IReadOnlyList<V1Pod> PodsOf(IReadOnlyList<V1Job> children) =>
        [.. children.SelectMany(child => OwnedBy(Pods, child.Metadata.Uid!))];

    /// <summary>The latest rejection of a pod of these Jobs, or null.</summary>
    public PodRefusal? RefusalOf(IReadOnlyList<V1Job> children) =>
        PodRefusals.Latest(children.SelectMany(child => Refusals.Store.ByIndex(ByRegarding, child.Metadata.Uid!)));

    /// <summary>Why a volume of the newest of these pods cannot be mounted, or null.</summary>
    public string? MountFailureOf(IReadOnlyList<V1Pod> pods) =>
        pods.MaxBy(pod => pod.Metadata.CreationTimestamp) is { Metadata.Uid: { } uid }
            ? MountFailures.Latest(Mounts.Store.ByIndex(ByRegarding, uid))
            : null;

    /// <summary>The Workload of one of these Jobs in Kueue, or null.</summary>
    public Workload? WorkloadOf(IReadOnlyList<V1Job> children) =>
        children
            .SelectMany(child => OwnedBy(Workloads, child.Metadata.Uid!))
            .Where(workload => workload.Metadata.DeletionTimestamp is null)
            .MaxBy(workload => workload.Metadata.CreationTimestamp);

    /// <summary>The controller of the Job that an event is about, or of the Job whose pod it is about.</summary>
    public (string Kind, ObjectKey Key)? OwnerOf(Eventsv1Event said)
    {
        if (said.Regarding is not { Name: { } name } regarding)
        {
            return null;
        }

        var key = new ObjectKey(regarding.NamespaceProperty ?? "", name);
        if (regarding.Kind == V1Pod.KubeKind)
        {
            return Pods.Store.Get(key) is { } pod && pod.Metadata.Uid == regarding.Uid ? OwnerOf(pod) : null;
        }

        return
            Children.Store.Get(key) is { } child
            && child.Metadata.Uid == regarding.Uid
            && Owners.ControllerOf(child) is { } owner
            ? (owner.Kind, Beside(child, owner.Name))
            : null;
    }

    /// <summary>
    /// The controller of the Job that controls a pod or a Workload. Null for one that merely has the
    /// labels.
    /// </summary>
    public (string Kind, ObjectKey Key)? OwnerOf(IKubernetesObject<V1ObjectMeta> value) =>
        Owners.ControllerOf(value) is { Kind: "Job" } job
        && Children.Store.Get(Beside(value, job.Name)) is { } child
        && child.Metadata.Uid == job.Uid
        && Owners.ControllerOf(child) is { } owner
            ? (owner.Kind, Beside(value, owner.Name))
            : null;

    public IReadOnlyList<GenerationJob> UsersOf(ObjectKey profile) => Jobs.Store.ByIndex(ByProfile, profile.ToString());

    /// <summary>The jobs whose images a job or a storyboard uses, by its settings and by its profile.</summary>
    public IReadOnlyList<string> SourcesOf(IKubernetesObject<V1ObjectMeta> value, GenerationSettings settings) =>
        JobResolver.SourceNames(settings, ProfileOf(value, settings) is { } key ? Profiles.Store.Get(key) : null);

    /// <summary>The circular artifact reference of one of these jobs, if any.</summary>
    public IReadOnlyList<string>? CycleOf(
        IKubernetesObject<V1ObjectMeta> value,
        GenerationSettings settings,
        IReadOnlyCollection<string> targets
    ) =>
        ArtifactCycles.Find(
            targets,
            SourcesOf(value, settings),
            name =>
                Jobs.Store.Get(Beside(value, name)) is { } source && ArtifactCycles.MayWait(source)
                    ? SourcesOf(source, source.Spec)
                    : []
        );

    /// <summary>
    /// The jobs that may wait for artifacts of these jobs, transitively: the reverse of
    /// <see cref="SourcesOf"/>. All of them may be part of a new or resolved cycle.
    /// </summary>
    public IReadOnlyCollection<ObjectKey> WaitingFor(IEnumerable<ObjectKey> jobs)
    {
        var found = new HashSet<ObjectKey>();
        var queue = new Queue<ObjectKey>(jobs);
        while (queue.TryDequeue(out var job))
        {
            var users = Jobs
                .Store.ByIndex(BySource, job.ToString())
                .Concat(Profiles.Store.ByIndex(BySource, job.ToString()).SelectMany(p => UsersOf(ObjectKey.Of(p))));
            foreach (var user in users.Where(ArtifactCycles.MayWait).Select(user => ObjectKey.Of(user)))
            {
                if (found.Add(user))
                {
                    queue.Enqueue(user);
                }
            }
        }

        return found;
    }

    /// <summary>A job as it waits for a slot: with the highest priority among itself and the jobs that wait for it.</summary>
    public Candidate CandidateOf(GenerationJob job) =>
        new(
            ObjectKey.Of(job),
            job.Metadata.Uid!,
            WaitingFor([ObjectKey.Of(job)])
                .Select(Jobs.Store.Get)
                .OfType<GenerationJob>()
                .Where(waiting => waiting.Spec is { Suspend: false, Cancel: false })
                .Append(job)
                .Max(waiting => JobSlots.Of(waiting.Spec.Priority)),
            job.Metadata.CreationTimestamp ?? DateTime.MaxValue
        );

    /// <summary>The jobs that a job waits for, transitively: the reverse of <see cref="WaitingFor"/>.</summary>
    public IReadOnlyCollection<ObjectKey> WaitedForBy(GenerationJob job)
    {
        var found = new HashSet<ObjectKey>();
        var queue = new Queue<GenerationJob>([job]);
        while (queue.TryDequeue(out var waiting))
        {
            foreach (var key in SourcesOf(waiting, waiting.Spec).Select(name => Beside(waiting, name)))
            {
                if (found.Add(key) && Jobs.Store.Get(key) is { } source && ArtifactCycles.MayWait(source))
                {
                    queue.Enqueue(source);
                }
            }
        }

        return found;
    }

    /// <summary>The storyboards whose frames use images of these jobs.</summary>
    public IEnumerable<ObjectKey> BoardsUsing(IEnumerable<ObjectKey> jobs) =>
        jobs.SelectMany(job =>
                Storyboards
                    .Store.ByIndex(BySource, job.ToString())
                    .Concat(
                        Profiles.Store.ByIndex(BySource, job.ToString()).SelectMany(p => BoardsWith(ObjectKey.Of(p)))
                    )
            )
            .Where(board => !JobStates.IsTerminal(board.Status?.State))
            .Select(board => ObjectKey.Of(board))
            .Distinct();

    /// <summary>The storyboards whose frames name a profile.</summary>
    public IReadOnlyList<Storyboard> BoardsWith(ObjectKey profile) =>
        Storyboards.Store.ByIndex(ByProfile, profile.ToString());

    /// <summary>The storyboards that have a frame of this name.</summary>
    public IEnumerable<ObjectKey> BoardsWithFrame(ObjectKey job) =>
        Storyboards.Store.ByIndex(ByFrame, job.ToString()).Select(board => ObjectKey.Of(board));

    private static ObjectKey Beside(IKubernetesObject<V1ObjectMeta> value, string name) =>
        new(value.Metadata.NamespaceProperty ?? "", name);

    private static IEnumerable<string> Keys(IKubernetesObject<V1ObjectMeta> value, IEnumerable<string> names) =>
        names.Select(name => Beside(value, name).ToString());

    private static IEnumerable<string> ControllerUid(IKubernetesObject<V1ObjectMeta> value) =>
        Owners.ControllerOf(value) is { } owner ? [owner.Uid] : [];
}
