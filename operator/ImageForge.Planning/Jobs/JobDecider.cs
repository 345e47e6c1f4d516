using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Statuses;
using k8s.Models;

namespace ImageForge.Planning.Jobs;

/// <summary>
/// Computes the next status of a GenerationJob and the changes of its children. Pure; handles every state.
/// </summary>
public static class JobDecider
{
    /// <summary>Computes the plan.</summary>
    public static Plan<GenerationJobStatus> Decide(JobObserved observed, OperatorDefaults defaults)
    {
        var job = observed.Job;
        // Owned objects are garbage-collected with their owner.
        if (job.Metadata.DeletionTimestamp is not null || job.Spec.ManagedBy is not (null or ApiGroup.Controller))
        {
            return new Plan<GenerationJobStatus>();
        }

        if (JobStates.IsTerminal(job.Status?.State))
        {
            return Finished(observed, defaults);
        }

        var accepted = AcceptedPlan.Find(job.Metadata.Uid, job.Status?.PlanHash, observed.ConfigMaps);
        var child = accepted is null
            ? null
            : observed.Children.FirstOrDefault(c => c.Metadata.Name == ChildNames.Of(accepted));
        var reading = accepted is null
            ? null
            : RunReader.Read(
                accepted,
                new RunObserved
                {
                    Child = child,
                    Pods = observed.Pods,
                    Refusal = observed.PodRefusal,
                    MountFailure = observed.MountFailure,
                    Workload = observed.Workload,
                    PendingTimeout = defaults.PendingTimeoutOf(job.Spec.Runner),
                    Now = observed.Now,
                }
            );
        // Kueue has a default queue of its own.
        var queue = child is null ? null : Labels.Value(child, Labels.KueueQueue);
        var writer = new JobStatusWriter(observed, queue ?? defaults.QueueOf(job.Spec.Runner));
        return reading switch
        {
            // A result that already exists counts, even if the job was cancelled or suspended since.
            RunReading.Succeeded done => writer.Completed(accepted!, done) with
            {
                RequeueAfter = Cleanup.ChildrenAfter(job.Spec.Cleanup, defaults),
            },
            _ when job.Spec.Cancel => writer.Cancelled() with
            {
                Children = Deletes.Of(observed.Children),
                RequeueAfter = Cleanup.ChildrenAfter(job.Spec.Cleanup, defaults),
            },
            null => Resolve(observed, defaults, writer),
            _ => Carry(observed, defaults, writer, accepted!, child, reading),
        };
    }

    /// <summary>The status to write when the API server rejects an object of the plan; the job is retried.</summary>
    /// <param name="job">The job.</param>
    /// <param name="message">The error message of the API server.</param>
    /// <param name="now">The time.</param>
    public static Plan<GenerationJobStatus> Blocked(GenerationJob job, string message, DateTimeOffset now) =>
        new JobStatusWriter(new JobObserved { Job = job, Now = now }).Blocked(message);

    private static Plan<GenerationJobStatus> Resolve(
        JobObserved observed,
        OperatorDefaults defaults,
        JobStatusWriter writer
    )
    {
        var stale = Deletes.Of([.. observed.Children, .. observed.ConfigMaps]);
        return JobResolver.Resolve(observed.Job, observed.Profile, defaults, observed.Sources) switch
        {
            Resolution.Waiting when observed.Cycle is { } cycle => writer.Rejected(ArtifactCycles.Refusal(cycle)) with
            {
                Children = stale,
            },
            Resolution.Waiting waiting => writer.Pending(waiting) with { Children = stale },
            Resolution.Refused refused => writer.Rejected(refused) with { Children = stale },
            Resolution.Ready ready when observed.Job.Spec.Suspend => writer.Accept(ready).Suspended() with
            {
                Children = stale,
            },
            Resolution.Ready ready when observed.Limit is { } limit => writer
                .Accept(ready)
                .Waiting(ready.Plan, new(Reasons.WaitingForSlot, limit)) with
            {
                Children = stale,
            },
            Resolution.Ready ready => writer
                .Accept(ready)
                .Waiting(ready.Plan, new RunReading.Waiting(Reasons.Queued, "Waiting for the pod to start.")) with
            {
                Children =
                [
                    .. stale,
                    new ChildAction.Create(PodPlanner.ConfigMap(ready.Plan, Owners.Of(observed.Job))),
                    new ChildAction.Create(ChildJob(observed.Job, ready.Plan, defaults)),
                ],
            },
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not a known resolution."),
        };
    }

    private static Plan<GenerationJobStatus> Carry(
        JobObserved observed,
        OperatorDefaults defaults,
        JobStatusWriter writer,
        RunPlan plan,
        V1Job? child,
        RunReading reading
    )
    {
        writer.Accept(plan);
        var stale = Deletes.Of([
            .. observed.Children.Where(c => c != child),
            .. observed.ConfigMaps.Where(m => m.Metadata.Name != ChildNames.Of(plan)),
        ]);
        if (observed.Job.Spec.Suspend && reading is not RunReading.Failed)
        {
            return writer.Suspended() with { Children = Deletes.Of(observed.Children) };
        }

        return reading switch
        {
            RunReading.Absent when observed.Limit is { } limit => writer.Waiting(
                plan,
                new(Reasons.WaitingForSlot, limit)
            ) with
            {
                Children = stale,
            },
            RunReading.Absent => writer.Waiting(plan, new(Reasons.Queued, "Waiting for the pod to start.")) with
            {
                Children = [.. stale, new ChildAction.Create(ChildJob(observed.Job, plan, defaults))],
            },
            RunReading.PodNotFound notFound when notFound.Remaining(observed.Now) <= TimeSpan.Zero => writer.Waiting(
                plan,
                new(Reasons.Queued, "Pod lost before reporting a result; retrying, reusing stored variants.")
            ) with
            {
                Children = Deletes.Of(observed.Children),
            },
            RunReading.PodNotFound notFound => writer.Unchanged() with
            {
                Children = stale,
                RequeueAfter = notFound.Remaining(observed.Now),
            },
            RunReading.Failed failed => writer.Failed(plan, failed) with
            {
                Children = stale,
                RequeueAfter = Cleanup.ChildrenAfter(observed.Job.Spec.Cleanup, defaults),
            },
            RunReading.Terminating => writer.Waiting(
                plan,
                new(Reasons.Queued, "Waiting for the previous Job to be deleted.")
            ) with
            {
                Children = stale,
            },
            _ => Waited(writer.Active(plan, reading), reading) with { Children = stale },
        };
    }

    // A run with a time limit is looked at again when it is over.
    private static Plan<GenerationJobStatus> Waited(Plan<GenerationJobStatus> plan, RunReading reading) =>
        plan with
        {
            RequeueAfter = plan.RequeueAfter is { } next && !(reading.PendingFor < next) ? next : reading.PendingFor,
        };

    /// <summary>A finished job stays finished; only cleanup remains.</summary>
    private static Plan<GenerationJobStatus> Finished(JobObserved observed, OperatorDefaults defaults)
    {
        var job = observed.Job;
        var plan = new JobStatusWriter(observed).Unchanged();
        var cleanup = Cleanup.Plan(
            job.Spec.Cleanup,
            job.Status!.CompletionTime ?? observed.Now,
            observed.Now,
            [.. observed.Children, .. observed.ConfigMaps],
            defaults
        );
        return plan with
        {
            Children = cleanup.Deletes.Count > 0 ? cleanup.Deletes : Unwanted(observed),
            RequeueAfter = cleanup.Next,
            DeleteSelf = cleanup.DeleteSelf,
        };
    }

    /// <summary>
    /// Child Jobs to delete after the end: all of a cancelled job, and those that Kubernetes would retry. Others are
    /// kept for their logs. They are deleted after the status is written, since the status is derived from them.
    /// </summary>
    private static IReadOnlyList<ChildAction> Unwanted(JobObserved observed) =>
        Deletes.Of([
            .. observed.Children.Where(child =>
                observed.Job.Status!.State == JobState.Cancelled || RunReader.CanContinue(child, observed.Pods)
            ),
        ]);

    private static V1Job ChildJob(GenerationJob job, RunPlan plan, OperatorDefaults defaults) =>
        PodPlanner.Job(
            plan,
            Owners.Of(job),
            StorageResolver.Needs(
                job.Spec.Output?.Storage,
                job.Spec.Runner,
                MemoryEstimate.Of((GenerateWork)plan.Work, job.Spec),
                defaults
            ) with
            {
                ModelSecret = Stages
                    .All.OfType<IPodStage>()
                    .Select(stage => stage.ModelSecret(job.Spec))
                    .FirstOrDefault(secret => secret is not null),
            },
            defaults,
            job.Status?.Attempt ?? 1
        );
}
