using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Cli.Local;

/// <summary>A GenerationJob and its children.</summary>
internal sealed class LocalJob(GenerationJob job, LocalContext context) : ILocalObject
{
    private readonly LocalChildren _children = new(context.Runner);

    /// <summary>The job with its last status.</summary>
    public GenerationJob Job { get; private set; } = job;

    /// <inheritdoc />
    public async Task<bool> ReconcileAsync(CancellationToken cancellation)
    {
        var space = Job.Metadata.NamespaceProperty;
        var profile = context.Objects.Profile(space, JobResolver.ProfileName(Job.Spec));
        while (true)
        {
            var observed = new JobObserved
            {
                Job = Job,
                Profile = profile,
                Sources = context.JobsOf(space),
                Cycle = context.CycleOf(space, Job.Spec, [Job.Metadata.Name!]),
                ConfigMaps = _children.ConfigMaps,
                Children = _children.Jobs,
                Pods = _children.Pods,
                Now = context.Time.GetUtcNow(),
            };
            var plan = JobDecider.Decide(observed, context.Defaults);
            Job = plan.Status is null ? Job : Job with { Status = plan.Status };
            context.Record(Job);
            if (JobStates.IsSettled(Job.Status?.State) || plan.Children.Count == 0)
            {
                return JobStates.IsSettled(Job.Status?.State);
            }

            foreach (var action in plan.Children)
            {
                await _children.ApplyAsync(action, cancellation);
            }
        }
    }

    /// <inheritdoc />
    public LocalResult Result(Func<StorageSpec?, string, string> place) => LocalResult.Of(Job, place);
}
