using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;

namespace ImageForge.Planning.Jobs;

/// <summary>Decides what becomes of a GenerationJob. Total: every observation has a plan.</summary>
public static class JobDecider
{
    /// <summary>How long a finished Job's pod may take to be seen before the run is repeated.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(10);

    /// <summary>Decides.</summary>
    public static Plan<GenerationJobStatus> Decide(JobObserved observed, OperatorDefaults defaults)
    {
        var job = observed.Job;
        if (job.Metadata.DeletionTimestamp is not null)
        {
            // Owned objects go with their owner; there is nothing to do and nobody left to tell.
            return new Plan<GenerationJobStatus>();
        }

        if (job.Status?.State is JobState.Completed or JobState.Failed or JobState.Cancelled)
        {
            return Finished(observed, defaults);
        }

        var accepted = AcceptedPlan.Find(job, observed.ConfigMaps);
        var child = accepted is null
            ? null
            : observed.Children.FirstOrDefault(c => c.Metadata.Name == NameOf(accepted));
        var reading = accepted is null ? null : RunReader.Read(accepted, child, observed.Pods);
        var writer = new JobStatusWriter(observed);
        return reading switch
        {
            // A result that is there counts, whatever was asked for since.
            RunReading.Succeeded done => writer.Completed(accepted!, done) with
            {
                RequeueAfter = ChildrenAfter(job, defaults),
            },
            _ when job.Spec.Cancel => writer.Cancelled() with
            {
                Children = Delete(observed.Children),
                RequeueAfter = ChildrenAfter(job, defaults),
            },
            null => Resolve(observed, defaults, writer),
            _ => Carry(observed, defaults, writer, accepted!, child, reading),
        };
    }

    private static Plan<GenerationJobStatus> Resolve(
        JobObserved observed,
        OperatorDefaults defaults,
        JobStatusWriter writer
    )
    {
        var stale = Delete([.. observed.Children, .. observed.ConfigMaps]);
        return JobResolver.Resolve(observed.Job, observed.Profile, defaults) switch
        {
            Resolution.Waiting waiting => writer.Pending(waiting) with { Children = stale },
            Resolution.Refused refused => writer.Rejected(refused) with { Children = stale },
            Resolution.Ready ready when observed.Job.Spec.Suspend => writer.Accept(ready).Suspended() with
            {
                Children = stale,
            },
            Resolution.Ready ready => writer
                .Accept(ready)
                .Waiting(ready.Plan, new RunReading.Waiting(Reasons.Queued, "Waits for its pod to start.")) with
            {
                Children =
                [
                    .. stale,
                    new ChildAction.Create(PodPlanner.ConfigMap(ready.Plan, Owner(observed.Job))),
                    new ChildAction.Create(ChildJob(observed.Job, ready.Plan, defaults)),
                ],
            },
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no resolution."),
        };
    }

    private static Plan<GenerationJobStatus> Carry(
        JobObserved observed,
        OperatorDefaults defaults,
        JobStatusWriter writer,
        RunPlan plan,
        Job? child,
        RunReading reading
    )
    {
        writer.Accept(plan);
        var stale = Delete([
            .. observed.Children.Where(c => c != child),
            .. observed.ConfigMaps.Where(m => m.Metadata.Name != NameOf(plan)),
        ]);
        if (observed.Job.Spec.Suspend && reading is not RunReading.Failed)
        {
            return writer.Suspended() with { Children = Delete(observed.Children) };
        }

        return reading switch
        {
            RunReading.Absent => writer.Waiting(plan, new(Reasons.Queued, "Waits for its pod to start.")) with
            {
                Children = [.. stale, new ChildAction.Create(ChildJob(observed.Job, plan, defaults))],
            },
            RunReading.Unseen unseen when observed.Now - unseen.Since >= Unseen => writer.Waiting(
                plan,
                new(
                    Reasons.Queued,
                    "The pod is gone and its result with it; the run is repeated and takes up what is stored."
                )
            ) with
            {
                Children = Delete(observed.Children),
            },
            RunReading.Unseen unseen => writer.Unchanged() with
            {
                Children = stale,
                RequeueAfter = Unseen - (observed.Now - unseen.Since),
            },
            RunReading.Failed failed => writer.Failed(plan, failed) with
            {
                Children = stale,
                RequeueAfter = ChildrenAfter(observed.Job, defaults),
            },
            RunReading.Leaving => writer.Waiting(plan, new(Reasons.Queued, "Waits until its last Job is gone.")) with
            {
                Children = stale,
            },
            _ => writer.Following(plan, reading) with { Children = stale },
        };
    }

    /// <summary>An end is an end: only what is left over is cleaned up.</summary>
    private static Plan<GenerationJobStatus> Finished(JobObserved observed, OperatorDefaults defaults)
    {
        var job = observed.Job;
        var plan = new JobStatusWriter(observed).Unchanged();
        var ended = job.Status!.CompletionTime ?? observed.Now;
        var kept = ended + ChildrenAfter(job, defaults) - observed.Now;
        TimeSpan? self = job.Spec.Cleanup?.SelfAfter is { } after
            ? ended + DurationText.Parse(after) - observed.Now
            : null;
        if (self <= TimeSpan.Zero)
        {
            return plan with { DeleteSelf = true };
        }

        IReadOnlyList<IKubeObject> children = [.. observed.Children, .. observed.ConfigMaps];
        var deletes =
            kept <= TimeSpan.Zero ? Delete(children)
            : job.Status.State == JobState.Cancelled ? Delete(observed.Children)
            : [];
        TimeSpan? next = kept > TimeSpan.Zero && children.Count > 0 ? kept : null;
        return plan with { Children = deletes, RequeueAfter = next is null || self < next ? self ?? next : next };
    }

    /// <summary>The reference by which everything that a job has made goes with it.</summary>
    private static OwnerReference Owner(GenerationJob job) => Owners.Of(job);

    private static Job ChildJob(GenerationJob job, RunPlan plan, OperatorDefaults defaults) =>
        PodPlanner.Job(
            plan,
            Owner(job),
            StorageResolver.Needs(job.Spec.Output?.Storage, job.Spec.Runner, defaults),
            defaults
        );

    private static string NameOf(RunPlan plan) =>
        ChildNames.ForRun(plan.Delivery.Job, plan.Delivery.Uid, plan.PlanHash);

    private static TimeSpan ChildrenAfter(GenerationJob job, OperatorDefaults defaults) =>
        job.Spec.Cleanup?.ChildrenAfter is { } after ? DurationText.Parse(after) : defaults.ChildrenAfter;

    private static List<ChildAction> Delete(IReadOnlyList<IKubeObject> objects) =>
        [.. objects.Where(o => o.Metadata.DeletionTimestamp is null).Select(o => new ChildAction.Delete(o))];
}
