using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Runtime.Informers;

namespace ImageForge.Operator.Controllers;

/// <summary>
/// All that the operator watches: its own kinds, and of ConfigMaps, Jobs and Pods only those that it made. Secrets are not
/// among it.
/// </summary>
internal sealed class Caches
{
    private const string ByOwner = "owner";
    private const string ByProfile = "profile";
    private const string BySource = "source";

    public Caches(KubeClient client, string? ns, OperatorOptions options)
    {
        var logger = options.Logging.CreateLogger("ImageForge.Operator.Caches");
        var all = new InformerOptions { Namespace = ns, Time = options.Time };
        var own = all with { LabelSelector = Labels.Selector };
        Jobs = new Informer<GenerationJob>(client, ApiResources.GenerationJobs, logger, all)
            .WithIndex(ByOwner, OwnerUids)
            .WithIndex(ByProfile, job => ProfileOf(job) is { } key ? [key.ToString()] : [])
            .WithIndex(
                BySource,
                job => JobResolver.SourceNames(job.Spec, null).Select(n => SourceKey(job.Metadata.Namespace, n))
            );
        Storyboards = new Informer<Storyboard>(client, ApiResources.Storyboards, logger, all);
        Profiles = new Informer<AtmosphereProfile>(client, ApiResources.AtmosphereProfiles, logger, all);
        ConfigMaps = new Informer<ConfigMap>(client, CoreResources.ConfigMaps, logger, own).WithIndex(
            ByOwner,
            OwnerUids
        );
        Children = new Informer<Job>(client, CoreResources.Jobs, logger, own).WithIndex(ByOwner, OwnerUids);
        Pods = new Informer<Pod>(client, CoreResources.Pods, logger, own).WithIndex(
            ByOwner,
            // A pod's own owner is its Job; what counts is whose Job that is.
            pod => Labels.Value(pod, Labels.OwnerUid) is { } uid ? [uid] : []
        );
    }

    public Informer<GenerationJob> Jobs { get; }

    public Informer<Storyboard> Storyboards { get; }

    public Informer<AtmosphereProfile> Profiles { get; }

    public Informer<ConfigMap> ConfigMaps { get; }

    public Informer<Job> Children { get; }

    public Informer<Pod> Pods { get; }

    public IReadOnlyList<IInformer> All => [Jobs, Storyboards, Profiles, ConfigMaps, Children, Pods];

    /// <summary>The profile that a job names, if it names one.</summary>
    public static ObjectKey? ProfileOf(GenerationJob job) =>
        JobResolver.ProfileName(job.Spec) is { } name ? new ObjectKey(job.Metadata.Namespace ?? "", name) : null;

    /// <summary>The owner that an object of the operator was made for.</summary>
    public static ObjectKey? OwnerOf(IKubeObject value) =>
        Labels.Value(value, Labels.Job) is { } name ? new ObjectKey(value.Metadata.Namespace ?? "", name) : null;

    public static IReadOnlyList<T> OwnedBy<T>(Informer<T> informer, string uid)
        where T : class, IKubeObject => informer.Store.ByIndex(ByOwner, uid);

    /// <summary>The jobs that use images of a job.</summary>
    public IReadOnlyList<GenerationJob> DependentsOf(ObjectKey job) =>
        Jobs.Store.ByIndex(BySource, SourceKey(job.Namespace, job.Name));

    public IReadOnlyList<GenerationJob> UsersOf(ObjectKey profile) => Jobs.Store.ByIndex(ByProfile, profile.ToString());

    private static string SourceKey(string? ns, string name) => new ObjectKey(ns ?? "", name).ToString();

    private static IEnumerable<string> OwnerUids(IKubeObject value) =>
        (value.Metadata.OwnerReferences ?? []).Where(o => o.Controller == true).Select(o => o.Uid);
}
