using System.Collections.Concurrent;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Apply;
using ImageForge.Operator.Progress;
using ImageForge.Operator.Scheduling;
using ImageForge.Operator.Telemetry;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Resolving;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Recording;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Reconciles GenerationJobs: gathers the observed state, computes the plan, applies it.</summary>
internal sealed class JobReconciler(
    Caches caches,
    Applier applier,
    StatusWriters statuses,
    ProgressCache progress,
    JobSlots slots,
    EventRecorder events,
    OperatorMetrics metrics,
    OperatorOptions options,
    ILogger<JobReconciler> logger
) : IReconciler
{
    // Last progress write of each running job. Lost on restart, which costs one early write.
    private readonly ConcurrentDictionary<ObjectKey, (string Uid, DateTimeOffset At)> _progressWritten = new();

    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(200);

    /// <summary>Number of tracked jobs; for tests.</summary>
    internal int Remembered => _progressWritten.Count;

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (caches.Jobs.Store.Get(key) is not { } job)
        {
            _progressWritten.TryRemove(key, out _);
            slots.Release(key);
            return ReconcileResult.Done;
        }

        try
        {
            return await ReconcileAsync(key, job, cancellation);
        }
        catch (Exception e) when (!IsRepeatedSoon(e))
        {
            // Retried with a long back-off: others may go first.
            slots.Release(key);
            throw;
        }
    }

    /// <summary>Whether a failed call is repeated soon, or may have succeeded: the job keeps its slot.</summary>
    private static bool IsRepeatedSoon(Exception e) =>
        e
            is KubeTransportException
                or KubeException { IsTransient: true }
                or KubeException { IsConflict: true }
                or OperationCanceledException;

    private async Task<ReconcileResult> ReconcileAsync(ObjectKey key, GenerationJob job, CancellationToken cancellation)
    {
        var observed = Gather(job);
        var answer = SlotRules.HasToAsk(job, observed.Children, options.Defaults)
            ? slots.Ask(caches.CandidateOf(job))
            : null;
        if (answer is SlotAnswer.NotYet)
        {
            return ReconcileResult.After(BetweenAsks);
        }

        var plan = JobDecider.Decide(observed with { Limit = (answer as SlotAnswer.Wait)?.Limit }, options.Defaults);
        if (!SlotRules.HasLive(observed.Children) && !SlotRules.Waits(plan.Status) && !CreatesJob(plan))
        {
            // Such as a job that has finished, is suspended, or waits for something else.
            slots.Release(key);
        }

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
            catch (KubeException e) when (!e.IsConflict && (!e.IsTransient || e.IsWebhookFailure))
            {
                // Such as a quota, a missing permission or a webhook that is down: reported in the status.
                await WriteAsync(job, JobDecider.Blocked(job, e.Message, options.Time.GetUtcNow()), cancellation);
                throw;
            }
        }

        await WriteAsync(job, plan, cancellation);
        return new ReconcileResult(plan.RequeueAfter);
    }

    private static bool CreatesJob(Plan<GenerationJobStatus> plan) =>
        plan.Children.Any(action => action is ChildAction.Create { Object: V1Job });

    private JobObserved Gather(GenerationJob job)
    {
        var uid = job.Metadata.Uid!;
        var children = Caches.OwnedBy(caches.Children, uid);
        var pods = caches.PodsOf(children);
        return new JobObserved
        {
            Job = job,
            Profile = Caches.ProfileOf(job, job.Spec) is { } named ? caches.Profiles.Store.Get(named) : null,
            Sources =
            [
                .. caches
                    .SourcesOf(job, job.Spec)
                    .Select(name => caches.Jobs.Store.Get(new ObjectKey(job.Metadata.NamespaceProperty ?? "", name)))
                    .OfType<GenerationJob>(),
            ],
            Cycle = ArtifactCycles.MayWait(job) ? caches.CycleOf(job, job.Spec, [job.Metadata.Name!]) : null,
            ConfigMaps = Caches.OwnedBy(caches.ConfigMaps, uid),
            Children = children,
            Pods = pods,
            PodRefusal = caches.RefusalOf(children),
            MountFailure = caches.MountFailureOf(pods),
            Workload = caches.WorkloadOf(children),
            Progress = progress.Of(pods),
            ProgressWritten =
                _progressWritten.TryGetValue(ObjectKey.Of(job), out var written) && written.Uid == uid
                    ? written.At
                    : null,
            Now = options.Time.GetUtcNow(),
        };
    }

    private async Task WriteAsync(GenerationJob job, Plan<GenerationJobStatus> plan, CancellationToken cancellation)
    {
        if (await statuses.Jobs.WriteAsync(job, plan.Status, cancellation))
        {
            Note(job, plan.Status!);
            events.Record(job, plan.Events);
        }
    }

    private void Note(GenerationJob job, GenerationJobStatus status)
    {
        var key = ObjectKey.Of(job);
        if (status.CompletionTime is not null)
        {
            _progressWritten.TryRemove(key, out _);
        }
        else if (status.Progress != job.Status?.Progress)
        {
            _progressWritten[key] = (job.Metadata.Uid!, options.Time.GetUtcNow());
        }

        if (status.State != job.Status?.State)
        {
            ReconcileTrace.NoteState(status.State);
            Log.StatusChange(logger, job, job.Status?.State, status.State, status.Conditions);
            metrics.StatusChange(job, status);
        }
    }
}
