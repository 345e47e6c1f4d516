using ImageForge.Api.GenerationJobs;
using ImageForge.Planning;
using ImageForge.Planning.Resolving;
using k8s.Models;

namespace ImageForge.Cli.Local;

/// <summary>Shared state of the objects of a run.</summary>
/// <param name="objects">The admitted objects.</param>
/// <param name="defaults">Defaults of jobs.</param>
/// <param name="runner">Runs the plans.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalContext(
    LocalObjects objects,
    OperatorDefaults defaults,
    IPlanRunner runner,
    TimeProvider time
)
{
    private readonly Dictionary<(string? Namespace, string? Name), GenerationJob> _jobs = objects.Jobs.ToDictionary(j =>
        Key(j.Metadata)
    );

    public LocalObjects Objects => objects;

    public OperatorDefaults Defaults => defaults;

    public IPlanRunner Runner => runner;

    public TimeProvider Time => time;

    /// <summary>Publishes the status of a job to jobs that use its images.</summary>
    public void Record(GenerationJob job) => _jobs[Key(job.Metadata)] = job;

    /// <summary>The jobs of a namespace, with the last status of each.</summary>
    public IReadOnlyList<GenerationJob> JobsOf(string? space) =>
        [.. _jobs.Values.Where(j => j.Metadata.NamespaceProperty == space)];

    /// <summary>The circular artifact reference of one of these jobs, if any.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="settings">Settings of the jobs.</param>
    /// <param name="names">Their names.</param>
    public IReadOnlyList<string>? CycleOf(
        string? space,
        GenerationSettings settings,
        IReadOnlyCollection<string> names
    ) =>
        ArtifactCycles.Find(
            names,
            SourcesOf(space, settings),
            name =>
                _jobs.GetValueOrDefault((space, name)) is { } source && ArtifactCycles.MayWait(source)
                    ? SourcesOf(space, source.Spec)
                    : []
        );

    private IReadOnlyList<string> SourcesOf(string? space, GenerationSettings settings) =>
        JobResolver.SourceNames(settings, objects.Profile(space, JobResolver.ProfileName(settings)));

    private static (string?, string?) Key(V1ObjectMeta metadata) => (metadata.NamespaceProperty, metadata.Name);
}
