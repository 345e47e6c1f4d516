using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning;
using ImageForge.Planning.Resolving;

namespace ImageForge.Cli.Local;

/// <summary>What the objects of one run share.</summary>
/// <param name="objects">The objects that were admitted.</param>
/// <param name="defaults">What applies to jobs that do not say otherwise.</param>
/// <param name="runner">Runs the plans.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalContext(
    LocalObjects objects,
    OperatorDefaults defaults,
    IPlanRunner runner,
    TimeProvider time
)
{
    private readonly Dictionary<(string? Namespace, string? Name), GenerationJob> jobs = objects.Jobs.ToDictionary(j =>
        Key(j.Metadata)
    );

    public LocalObjects Objects => objects;

    public OperatorDefaults Defaults => defaults;

    public IPlanRunner Runner => runner;

    public TimeProvider Time => time;

    /// <summary>Makes a job's last status known to the jobs that use its images.</summary>
    public void Record(GenerationJob job) => jobs[Key(job.Metadata)] = job;

    /// <summary>The jobs of a namespace, with the last status of each.</summary>
    public IReadOnlyList<GenerationJob> JobsOf(string? space) =>
        [.. jobs.Values.Where(j => j.Metadata.Namespace == space)];

    /// <summary>The way by which one of these jobs waits for its own image, if it does.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="settings">What the jobs are made of.</param>
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
                jobs.GetValueOrDefault((space, name)) is { } source && ArtifactCycles.MayWait(source)
                    ? SourcesOf(space, source.Spec)
                    : []
        );

    private IReadOnlyList<string> SourcesOf(string? space, GenerationSettings settings) =>
        JobResolver.SourceNames(settings, objects.Profile(space, JobResolver.ProfileName(settings)));

    private static (string?, string?) Key(ObjectMeta metadata) => (metadata.Namespace, metadata.Name);
}
