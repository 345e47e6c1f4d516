using System.Collections.Concurrent;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Operator.Following;
using ImageForge.Operator.Telemetry;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Resolving;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Gathers what is known about a GenerationJob, lets it be decided about, and applies the plan.</summary>
internal sealed class JobReconciler(
    Caches caches,
    Applier applier,
    StatusWriters statuses,
    ProgressBook progress,
    EventRecorder events,
    OperatorMetrics metrics,
    OperatorOptions options,
    ILogger<JobReconciler> logger
) : IReconciler
{
    // When each running job's progress was written last; what a restart forgets costs one early write.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _progressWritten = new(StringComparer.Ordinal);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (caches.Jobs.Store.Get(key) is not { } job)
        {
            return ReconcileResult.Done;
        }

        var plan = Decide(job);
        if (plan.DeleteSelf)
        {
            await applier.DeleteAsync(ApiResources.GenerationJobs, job, cancellation);
            return ReconcileResult.Done;
        }

        foreach (var action in plan.Children)
        {
            try
            {
                await applier.ApplyAsync(key, action, cancellation);
            }
            catch (KubeException e) when (!e.IsConflict && !e.IsTransient)
            {
                // A quota or a missing permission: whoever looks at the job reads why nothing happens.
                await WriteAsync(job, Hindered(job), Hindered, cancellation);
                throw;

                Plan<GenerationJobStatus> Hindered(GenerationJob refused) =>
                    JobDecider.Hindered(refused, e.Message, options.Time.GetUtcNow());
            }
        }

        plan = await WriteAsync(job, plan, Decide, cancellation);
        return new ReconcileResult(plan.RequeueAfter);
    }

    private Plan<GenerationJobStatus> Decide(GenerationJob job) => JobDecider.Decide(Gather(job), options.Defaults);

    private JobObserved Gather(GenerationJob job)
    {
        var uid = job.Metadata.Uid!;
        var profile = Caches.ProfileOf(job) is { } named ? caches.Profiles.Store.Get(named) : null;
        var pods = Caches.OwnedBy(caches.Pods, uid);
        return new JobObserved
        {
            Job = job,
            Profile = profile,
            Sources =
            [
                .. JobResolver
                    .SourceNames(job.Spec, profile?.Spec)
                    .Select(name => caches.Jobs.Store.Get(new ObjectKey(job.Metadata.Namespace ?? "", name)))
                    .OfType<GenerationJob>(),
            ],
            ConfigMaps = Caches.OwnedBy(caches.ConfigMaps, uid),
            Children = Caches.OwnedBy(caches.Children, uid),
            Pods = pods,
            Progress = progress.Of(pods),
            ProgressWritten = _progressWritten.TryGetValue(uid, out var written) ? written : null,
            Now = options.Time.GetUtcNow(),
        };
    }

    private async Task<Plan<GenerationJobStatus>> WriteAsync(
        GenerationJob job,
        Plan<GenerationJobStatus> plan,
        Func<GenerationJob, Plan<GenerationJobStatus>> decide,
        CancellationToken cancellation
    )
    {
        var outcome = await statuses.Jobs.WriteAsync(job, plan, decide, cancellation);
        if (outcome is { IsWritten: true, Plan.Status: { } status })
        {
            Note(outcome.Before, status);
            events.Record(job, outcome.Plan.Events);
        }

        return outcome.Plan;
    }

    private void Note(GenerationJob job, GenerationJobStatus status)
    {
        var uid = job.Metadata.Uid!;
        if (status.CompletionTime is not null)
        {
            _progressWritten.TryRemove(uid, out _);
        }
        else if (status.Progress != job.Status?.Progress)
        {
            _progressWritten[uid] = options.Time.GetUtcNow();
        }

        if (status.State != job.Status?.State)
        {
            Log.Moved(logger, job, job.Status?.State, status.State, status.Conditions);
            metrics.Moved(job, status);
        }
    }
}
