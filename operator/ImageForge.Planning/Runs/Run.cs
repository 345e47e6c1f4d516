using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>The pods of one Job, in the order of their creation.</summary>
/// <param name="Pods">Their states.</param>
/// <param name="First">Number of the Job's first attempt; a recreated Job continues the count.</param>
/// <param name="Failures">Number of failed pods, without disruptions.</param>
/// <param name="IsOver">Whether Kubernetes will create no further pod.</param>
/// <param name="IsNoticed">Whether the Job's status reflects the end of the last pod.</param>
/// <param name="LastCreated">Creation time of the newest pod, in whole seconds; null without pods.</param>
/// <param name="IsResumed">Whether the Job was suspended and goes on.</param>
/// <param name="LastEnd">The last pod that failed, if the Job has not been suspended since.</param>
internal sealed record Run(
    IReadOnlyList<PodReading> Pods,
    int First,
    int Failures,
    bool IsOver,
    bool IsNoticed,
    DateTimeOffset? LastCreated,
    bool IsResumed,
    PodReading.Ended? LastEnd
)
{
    private const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    /// <summary>Kubernetes' default.</summary>
    private const int DefaultBackoffLimit = 6;

    /// <summary>Whether no pod was created since then; false if unknown because pods have been deleted.</summary>
    public bool Precedes(DateTimeOffset time) => LastCreated is { } created ? created < time : Failures == 0;

    public IEnumerable<PodReading.Ended> Ended => Pods.OfType<PodReading.Ended>();

    /// <summary>The pod that has not terminated.</summary>
    public PodReading? Live => Pods.LastOrDefault(p => p is not (PodReading.Ended or PodReading.Succeeded));

    /// <summary>Whether a pod of this Job has started or ended before.</summary>
    public bool HasBegun => Failures > 0 || Ended.Any() || Live is PodReading.Running;

    /// <summary>Whether the end of every failed pod is known.</summary>
    public bool HasAllEnds => Live is null && Failures <= Ended.Count(e => e.Then != AfterEnd.Replace);

    /// <summary>Number of the current attempt, or of the next if no pod is running.</summary>
    public int Attempt => First + Failures;

    public static Run Of(V1Job child, IReadOnlyList<V1Pod> pods)
    {
        var own = PodAttempts.InOrder(child, [.. pods.Where(pod => !IsWithdrawn(child, pod))]);
        var read = own.ConvertAll(PodReader.Read);
        var status = child.Status ?? new V1JobStatus();
        var uncounted = status.UncountedTerminatedPods?.Failed ?? [];
        // The Job and pod caches may be out of step: each may miss failures, neither counts too many.
        var failures = Math.Max(
            (status.Failed ?? 0) + uncounted.Count,
            read.OfType<PodReading.Ended>().Count(e => e.Then != AfterEnd.Replace)
        );
        // The Job controller updates the pod counts and its conclusions in one write.
        var last = read.FindLastIndex(p => p is PodReading.Ended);
        var isNoticed =
            (status.Active ?? 0) + (status.Terminating ?? 0) == 0
            || (last >= 0 && uncounted.Contains(own[last].Metadata.Uid));
        var isOver =
            read.OfType<PodReading.Ended>().Any(e => e.Then == AfterEnd.JobFails)
            || failures > (child.Spec?.BackoffLimit ?? DefaultBackoffLimit);
        var isResumed =
            status.Conditions?.Any(c => c is { Type: "Suspended", Status: "False" }) == true
            && status.StartTime is not null;
        var isBefore = last >= 0 && isResumed && own[last].Metadata.CreationTimestamp < status.StartTime;
        return new(
            read,
            Labels.FirstAttemptOf(child),
            failures,
            isOver,
            isNoticed,
            own.LastOrDefault()?.Metadata.CreationTimestamp,
            isResumed,
            last < 0 || isBefore ? null : (PodReading.Ended)read[last]
        );
    }

    /// <summary>
    /// Whether a pod was stopped because its Job was suspended: the Job controller no longer tracks it, and its end is
    /// no failure. A pod that was deleted otherwise is tracked until it is counted.
    /// </summary>
    public static bool IsWithdrawn(V1Job child, V1Pod pod) =>
        pod.Metadata.DeletionTimestamp is not null
        && pod.Metadata.Finalizers?.Contains(TrackingFinalizer) != true
        && PodReader.Read(pod) is not PodReading.Succeeded
        && (IsHeld(child) || !(pod.Metadata.CreationTimestamp >= child.Status?.StartTime));

    /// <summary>
    /// Whether the Job is suspended, or no longer and its controller has not seen that: until then, its status is that of
    /// before.
    /// </summary>
    public static bool IsHeld(V1Job child) =>
        child.Spec?.Suspend == true
        || child.Status?.Conditions?.Any(c => c is { Type: "Suspended", Status: "True" }) == true;
}
