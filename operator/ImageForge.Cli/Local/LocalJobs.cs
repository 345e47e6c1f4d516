using ImageForge.Api.GenerationJobs;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Cli.Local;

/// <summary>Reconciles one GenerationJob to its end with the operator's own decisions, without a cluster.</summary>
internal sealed class LocalJobs(LocalObjects objects, OperatorDefaults defaults, IPlanRunner runner, TimeProvider time)
{
    private readonly List<GenerationJob> done = [];

    /// <summary>The job with its last status: finished, refused, or waiting for something that is not in the manifests.</summary>
    public async Task<GenerationJob> ReconcileAsync(GenerationJob job, CancellationToken cancellation)
    {
        var children = new LocalChildren(runner);
        var profile = objects.Profile(job.Metadata.Namespace, JobResolver.ProfileName(job.Spec));
        while (true)
        {
            var observed = new JobObserved
            {
                Job = job,
                Profile = profile,
                Sources = [.. done.Where(j => j.Metadata.Namespace == job.Metadata.Namespace)],
                ConfigMaps = children.ConfigMaps,
                Children = children.Jobs,
                Pods = children.Pods,
                Now = time.GetUtcNow(),
            };
            var plan = JobDecider.Decide(observed, defaults);
            job = plan.Status is null ? job : job with { Status = plan.Status };
            if (Ends.IsAtRest(job.Status?.State) || plan.Children.Count == 0)
            {
                done.Add(job);
                return job;
            }

            foreach (var action in plan.Children)
            {
                await children.ApplyAsync(action, cancellation);
            }
        }
    }
}
