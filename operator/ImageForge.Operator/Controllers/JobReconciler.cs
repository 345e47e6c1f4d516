using System.Collections.Concurrent;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Operator.Following;
using ImageForge.Operator.Telemetry;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using ImageForge.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Gathers what is known about a GenerationJob, lets it be decided about, and applies the plan.</summary>
internal sealed class JobReconciler(
    Caches caches,
    Applier applier,
    ProgressBook progress,
    IEventSink events,
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

        var observed = Gather(key, job);
        var plan = JobDecider.Decide(observed, options.Defaults);
        await ApplyAsync(key, job, plan, cancellation);
        return new ReconcileResult(plan.RequeueAfter);
    }

    private JobObserved Gather(ObjectKey key, GenerationJob job)
    {
        var uid = job.Metadata.Uid!;
        var pods = Caches.OwnedBy(caches.Pods, uid);
        return new JobObserved
        {
            Job = job,
            Profile = Caches.ProfileOf(job) is { } profile ? caches.Profiles.Store.Get(profile) : null,
            ConfigMaps = Caches.OwnedBy(caches.ConfigMaps, uid),
            Children = Caches.OwnedBy(caches.Children, uid),
            Pods = pods,
            Progress = progress.Of(pods),
            ProgressWritten = _progressWritten.TryGetValue(uid, out var written) ? written : null,
            Now = options.Time.GetUtcNow(),
        };
    }

    private async Task ApplyAsync(
        ObjectKey key,
        GenerationJob job,
        Plan<GenerationJobStatus> plan,
        CancellationToken cancellation
    )
    {
        if (plan.DeleteSelf)
        {
            await applier.DeleteAsync(ApiResources.GenerationJobs, job, cancellation);
            return;
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
                await WriteAsync(job, JobDecider.Hindered(job, e.Message, options.Time.GetUtcNow()), cancellation);
                throw;
            }
        }

        await WriteAsync(job, plan, cancellation);
    }

    private async Task WriteAsync(GenerationJob job, Plan<GenerationJobStatus> plan, CancellationToken cancellation)
    {
        if (
            plan.Status is not { } status
            || !await applier.WriteStatusAsync(
                ApiResources.GenerationJobs,
                caches.Jobs,
                job,
                job.Status,
                status,
                ApiJson.Default.GenerationJobStatus,
                cancellation
            )
        )
        {
            return;
        }

        Note(job, status);
        foreach (var happened in plan.Events)
        {
            events.Record(job, happened);
        }
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

        if (status.State == job.Status?.State)
        {
            return;
        }

        var ready = status.Conditions?.FirstOrDefault(c => c.Type == Conditions.Ready);
        Log.Moved(
            logger,
            GenerationJob.KindName,
            ObjectKey.Of(job),
            uid,
            $"{job.Status?.State}",
            $"{status.State}",
            ready?.Reason,
            ready?.Message
        );
        metrics.Moved(job, status);
    }
}
