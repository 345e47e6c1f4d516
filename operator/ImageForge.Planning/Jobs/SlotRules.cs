using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Statuses;
using k8s.Models;

namespace ImageForge.Planning.Jobs;

/// <summary>
/// Which jobs the operator's own limits of active jobs concern. A job holds a slot while it has a child Job that has not
/// finished. Jobs of a Kueue queue and the assembly Jobs of storyboards are neither counted nor held back.
/// </summary>
public static class SlotRules
{
    /// <summary>Whether a job may need a slot, now or once it is valid and its artifacts exist.</summary>
    public static bool MayNeed(GenerationJob job, OperatorDefaults defaults) =>
        job is { Metadata.DeletionTimestamp: null, Spec: { Suspend: false, Cancel: false } }
        && !JobStates.IsTerminal(job.Status?.State)
        && defaults.QueueOf(job.Spec.Runner) is null;

    /// <summary>
    /// Whether the stored status says that a job needs a slot, or does not say that it needs none: it waits, is new, or
    /// was resumed. Known without a reconcile, so that a restarted operator serves the jobs in their order.
    /// </summary>
    public static bool SeemsToWait(GenerationJob job) =>
        job.Status?.State is null or JobState.Suspended || Waits(job.Status);

    /// <summary>Whether a status says that the job waits for a slot.</summary>
    public static bool Waits(GenerationJobStatus? status) =>
        status is { State: JobState.Queued, Conditions: { } conditions }
        && conditions.Any(c => c is { Type: Conditions.Ready, Reason: Reasons.WaitingForSlot });

    /// <summary>Whether one of these children has not finished.</summary>
    public static bool HasLive(IReadOnlyList<V1Job> children) => children.Any(RunReader.IsLive);

    /// <summary>
    /// Whether a job has to ask for a slot because it may create a child: none is live, and none that has finished is
    /// still to be read.
    /// </summary>
    public static bool HasToAsk(GenerationJob job, IReadOnlyList<V1Job> children, OperatorDefaults defaults) =>
        MayNeed(job, defaults)
        && !HasLive(children)
        && !children.Any(child => child.Metadata.Name == job.Status?.JobName);

    /// <summary>The job that holds a slot by a child: its name and uid; null if it holds none.</summary>
    public static V1OwnerReference? HolderOf(V1Job child) =>
        RunReader.IsLive(child)
        && child.GetLabel(Pods.Labels.KueueQueue) is null
        && Naming.Owners.ControllerOf(child) is { Kind: GenerationJob.KindName } owner
            ? owner
            : null;
}
