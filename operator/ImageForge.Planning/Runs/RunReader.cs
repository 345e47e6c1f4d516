using ImageForge.Api;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>Computes the state of a run from its child Job and pods. Pure; handles every state.</summary>
internal static class RunReader
{
    private const string JobController = "kubernetes.io/job-controller";

    /// <param name="plan">The plan to run.</param>
    /// <param name="observed">What is known of its run.</param>
    public static RunReading Read(RunPlan plan, RunObserved observed) =>
        Follow(plan, observed) switch
        {
            RunReading.PodNotFound { Failure: { } failure } lost when lost.Remaining(observed.Now) <= TimeSpan.Zero =>
                failure,
            var reading => reading,
        };

    private static RunReading Follow(RunPlan plan, RunObserved observed)
    {
        if (observed.Child is not { } child || !Owners.Controls(plan.Delivery.Uid, child))
        {
            return new RunReading.Absent();
        }

        var run = Run.Of(child, observed.Pods);
        var result = run
            .Pods.OfType<PodReading.Succeeded>()
            .Select(s => s.Message)
            .FirstOrDefault(message => message?.PlanHash == plan.PlanHash && message.Manifest is not null);
        if (result is not null)
        {
            return Checked(plan, result) with { Attempt = run.Attempt };
        }

        return child.Metadata.DeletionTimestamp is not null
            ? new RunReading.Terminating { Attempt = run.Attempt }
            : Follow(plan, child, run, observed);
    }

    /// <summary>Whether the Job has a running pod or Kubernetes would create another.</summary>
    public static bool CanContinue(V1Job child, IReadOnlyList<V1Pod> pods)
    {
        var run = Run.Of(child, pods);
        return !Array.Exists(
                ["Complete", "Failed", "FailureTarget", "SuccessCriteriaMet"],
                c => Condition(child, c) is { }
            )
            && !run.Pods.Any(p => p is PodReading.Succeeded)
            && (run.Live is not null || !run.IsOver);
    }

    /// <summary>Whether the Job has not finished.</summary>
    public static bool IsLive(V1Job child) =>
        Condition(child, "Complete") is null && Condition(child, "Failed") is null;

    private static RunReading Follow(RunPlan plan, V1Job child, Run run, RunObserved observed)
    {
        if (child.Spec?.ManagedBy is { } manager and not JobController)
        {
            return new RunReading.Failed(
                Reasons.JobDispatched,
                $"The queue hands the Job to {manager}, which runs it elsewhere without its ConfigMap; set spec.managedBy of the GenerationJob instead, or use a queue of this cluster."
            );
        }

        var refusal = observed.Refusal;
        var failed = run.First + Math.Max(run.Failures, 1) - 1;
        if (run.Ended.FirstOrDefault(e => e.Then == AfterEnd.End) is { } end)
        {
            return Ended(plan, end) with { Attempt = failed };
        }

        if (Condition(child, "Failed") is { } condition)
        {
            var failure = Failure(condition, run.Ended.LastOrDefault(), failed) with { Attempt = failed };
            // Nothing follows a failure, so it must not be concluded from a pod cache that is behind the Job's.
            return run.HasAllEnds || failure.Reason == Reasons.DeadlineExceeded
                ? failure
                : new RunReading.PodNotFound(condition.LastTransitionTime ?? DateTimeOffset.UnixEpoch, failure)
                {
                    Attempt = failed,
                };
        }

        if (run.Pods.OfType<PodReading.Succeeded>().LastOrDefault() is { } succeeded)
        {
            return Unusable(succeeded) with { Attempt = run.Attempt };
        }

        var last = run.LastEnd;
        RunReading reading = run.Live switch
        {
            _ when Condition(child, "FailureTarget") is not null => new RunReading.Ending(),
            // Its pods are being stopped.
            _ when child.Spec?.Suspend == true && Condition(child, "Complete") is null => new RunReading.Suspended(
                QueueReader.Read(child, observed.Workload)
            ),
            PodReading.Running => new RunReading.Running(),
            PodReading.Blocked blocked => new RunReading.Waiting(blocked.Reason, blocked.Message),
            PodReading.Starting when observed.MountFailure is { } failure => new RunReading.Waiting(
                Reasons.PodNotStarting,
                $"A volume of the pod cannot be mounted, retrying: {failure}"
            ),
            _ when Condition(child, "Complete") is { } complete => new RunReading.PodNotFound(
                complete.LastTransitionTime ?? child.Status?.CompletionTime ?? DateTimeOffset.UnixEpoch,
                null
            ),
            null when run.IsOver => new RunReading.Ending(),
            null when last is not null && !run.IsNoticed => new RunReading.Ending(),
            // Kubernetes retries by itself; a rejection older than the newest pod is obsolete.
            null when refusal is not null && run.Precedes(refusal.At) => new RunReading.Waiting(
                Reasons.PodRefused,
                PodRefusals.Explain(refusal.Note)
            ),
            _ when last is not null => new RunReading.Retrying(last.Reason, last.Explanation)
            {
                IsDisrupted = last.Then == AfterEnd.Replace,
            },
            _ when run.Failures > 0 && !run.IsResumed => new RunReading.Retrying(Reasons.PodLost, null),
            _ => new RunReading.Waiting(Reasons.Queued, "Waiting for the pod to start."),
        };
        var left = observed.PendingTimeout - (observed.Now - Since(child, run, reading, refusal));
        return left <= TimeSpan.Zero
            ? new RunReading.Failed(
                Reasons.PendingTimeout,
                PendingTimes.Explain(observed.PendingTimeout!.Value, reading)
            )
            {
                Attempt = failed,
            }
            : reading with
            {
                Attempt = reading is RunReading.Ending ? failed : run.Attempt,
                PendingFor = left,
            };
    }

    /// <summary>Since when the run waits for its pod to start; null if it does not.</summary>
    private static DateTimeOffset? Since(V1Job child, Run run, RunReading reading, PodRefusal? refusal)
    {
        // The Job controller sets the time when it begins, and again when a suspended Job goes on. Before that, nothing is
        // asked of the cluster.
        if (
            Run.IsHeld(child)
            || child.Status?.StartTime is not { } begun
            || reading is not (RunReading.Waiting or RunReading.Retrying)
        )
        {
            return null;
        }

        return (run.Live, reading) switch
        {
            _ when !run.HasBegun => begun,
            // Back-off between attempts does not count.
            (null, RunReading.Waiting { Reason: Reasons.PodRefused }) => Later(begun, refusal!.Since ?? refusal.At),
            (null, _) => null,
            _ => Later(begun, run.LastCreated ?? begun),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static RunReading.Failed Ended(RunPlan plan, PodReading.Ended end) =>
        new(end.Reason, end.Reason == Reasons.OOMKilled ? $"{end.Explanation} {MemoryAdvice(plan)}" : end.Explanation);

    private static RunReading.Failed Unusable(PodReading.Succeeded succeeded) =>
        succeeded.Message is null
            ? new(
                Reasons.ResultMissing,
                "The runner exited with code 0 without a readable result; check that the operator's --runner-image is an ImageForge runner."
            )
            : new(
                Reasons.ResultMismatch,
                "The runner's result is for a different plan and was ignored; check that runner and operator have the same version."
            );

    /// <summary>Accepts only a complete result: the manifest of this plan and a digest of each image.</summary>
    private static RunReading Checked(RunPlan plan, TerminationMessage message)
    {
        var keys = plan.Delivery.Keys;
        if (message.Manifest!.Key != plan.Delivery.ManifestKey)
        {
            return new RunReading.Failed(
                Reasons.ResultMismatch,
                $"The runner stored the manifest at '{message.Manifest.Key}', expected '{plan.Delivery.ManifestKey}'."
            );
        }

        return message.Artifacts?.Count == keys.Count
            ? new RunReading.Succeeded(message)
            : new RunReading.Failed(
                Reasons.ResultMismatch,
                $"The runner reported {message.Artifacts?.Count ?? 0} images, expected {keys.Count}."
            );
    }

    private static RunReading.Failed Failure(V1JobCondition failed, PodReading.Ended? last, int attempts)
    {
        var error = last?.Message?.Error?.Reason;
        return (failed.Reason, error) switch
        {
            // For Jobs created by an earlier version or edited to have a deadline.
            ("DeadlineExceeded", _) => new(
                Reasons.DeadlineExceeded,
                failed.Message ?? "The Job exceeded its activeDeadlineSeconds."
            ),
            ("PodFailurePolicy", RunErrorReason.Refused) => new(Reasons.RefusedByPolicy, last!.Explanation),
            (_, RunErrorReason.StoreRefused) => new(Reasons.StoreRefused, last!.Explanation),
            (_, RunErrorReason.InputMissing) => new(Reasons.InputMissing, last!.Explanation),
            (_, RunErrorReason.InputUnreadable) => new(Reasons.InputUnreadable, last!.Explanation),
            (_, RunErrorReason.InputUnavailable) => new(Reasons.InputUnavailable, last!.Explanation),
            (_, RunErrorReason.ModelUnusable) => new(Reasons.ModelUnusable, last!.Explanation),
            (_, RunErrorReason.GpuMissing) => new(Reasons.GpuMissing, last!.Explanation),
            (_, RunErrorReason.OutOfMemory) => new(Reasons.OutOfMemory, last!.Explanation),
            (_, RunErrorReason.PolishFailed) => new(Reasons.PolishFailed, last!.Explanation),
            ("PodFailurePolicy", _) => new(
                Reasons.BadInput,
                last?.Explanation ?? failed.Message ?? "The runner rejected its input."
            ),
            (_, RunErrorReason.StoreUnreachable) => new(Reasons.StoreUnreachable, last!.Explanation),
            _ => new(
                Reasons.RetriesExhausted,
                $"Failed after {(attempts == 1 ? "1 attempt" : $"{attempts} attempts")}: {last?.Explanation ?? failed.Message ?? "no reason given"}"
            ),
        };
    }

    private static string MemoryAdvice(RunPlan plan) =>
        plan.Work switch
        {
            GenerateWork { Polish: not null } work =>
                $"Raise the limit, reduce spec.size ({work.Width}x{work.Height}) or spec.variants ({work.Variants}), or use a smaller spec.polish.model.",
            GenerateWork work =>
                $"Raise the limit, or reduce spec.size ({work.Width}x{work.Height}) or spec.variants ({work.Variants}).",
            _ => "Raise the limit (spec.template.runner), or reduce spec.contactSheet.frameWidth.",
        };

    private static V1JobCondition? Condition(V1Job child, string type) =>
        child.Status?.Conditions?.FirstOrDefault(c => c.Type == type && c.Status == "True");
}
