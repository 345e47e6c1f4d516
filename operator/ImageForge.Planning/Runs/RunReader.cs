using ImageForge.Api;
using ImageForge.Api.Core;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Runs;

/// <summary>Concludes from a child Job and its pods where a run stands; total over whatever they hold.</summary>
internal static class RunReader
{
    /// <param name="plan">The plan that is carried out.</param>
    /// <param name="child">Its Job, if there is one.</param>
    /// <param name="pods">Pods of the same owner, those of earlier Jobs included: a result counts whoever left it.</param>
    public static RunReading Read(RunPlan plan, Job? child, IReadOnlyList<Pod> pods)
    {
        var readings = pods.Where(pod => child is not null && BelongsTo(pod, child))
            .OrderBy(pod => pod.Metadata.CreationTimestamp)
            .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal)
            .Select(PodReader.Read)
            .ToList();
        var attempt = Math.Max(child?.Status?.Failed ?? 0, readings.Count(r => r is PodReading.Ended)) + 1;
        var result = pods.Select(PodReader.Read)
            .OfType<PodReading.Succeeded>()
            .Select(s => s.Message)
            .FirstOrDefault(message => message?.PlanHash == plan.PlanHash && message.Manifest is not null);
        return (result, child) switch
        {
            ({ } message, _) => Checked(plan, message) with { Attempt = attempt },
            (_, null) => new RunReading.Absent(),
            (_, { Metadata.DeletionTimestamp: not null }) => new RunReading.Leaving { Attempt = attempt },
            _ => Follow(child, readings, attempt),
        };
    }

    private static RunReading Follow(Job child, List<PodReading> readings, int attempt)
    {
        var last = readings.OfType<PodReading.Ended>().LastOrDefault();
        if (Condition(child, "Failed") is { } failed)
        {
            return Failure(failed, last) with { Attempt = Math.Max(attempt - 1, 1) };
        }

        if (readings.OfType<PodReading.Succeeded>().LastOrDefault() is { } succeeded)
        {
            return Worthless(succeeded) with { Attempt = attempt };
        }

        // Kubernetes has yet to say that there will be no other.
        var isOver = last is { IsFinal: true } && readings.All(r => r is PodReading.Ended);
        RunReading reading = readings.LastOrDefault(r => r is not PodReading.Ended) switch
        {
            PodReading.Working => new RunReading.Working(),
            PodReading.Blocked blocked => new RunReading.Waiting(blocked.Reason, blocked.Message),
            _ when Condition(child, "Complete") is { } complete => new RunReading.Unseen(
                complete.LastTransitionTime ?? child.Status?.CompletionTime ?? DateTimeOffset.UnixEpoch
            ),
            _ when child.Spec?.Suspend == true => new RunReading.Held(),
            _ when isOver => new RunReading.Working(),
            _ when last is not null => new RunReading.Retrying(last.Reason, last.Explanation),
            _ when attempt > 1 => new RunReading.Retrying(Reasons.Failed, "The last attempt failed."),
            _ => new RunReading.Waiting(Reasons.Queued, "Waits for its pod to start."),
        };
        return reading with { Attempt = isOver ? Math.Max(attempt - 1, 1) : attempt };
    }

    private static RunReading.Failed Worthless(PodReading.Succeeded succeeded) =>
        succeeded.Message is null
            ? new(
                Reasons.ResultMissing,
                "The runner ended with exit code 0 and left no result that can be read; its image may not be ImageForge's runner."
            )
            : new(
                Reasons.ResultMismatch,
                "The runner's result belongs to another plan, so it does not count; its image may be of another version."
            );

    /// <summary>A result counts only when it is whole: the manifest of this plan, and a digest for each picture.</summary>
    private static RunReading Checked(RunPlan plan, TerminationMessage message)
    {
        var keys = plan.Delivery.Keys;
        if (message.Manifest!.Key != plan.Delivery.ManifestKey)
        {
            return new RunReading.Failed(
                Reasons.ResultMismatch,
                $"The runner stored its manifest as '{message.Manifest.Key}' instead of '{plan.Delivery.ManifestKey}'."
            );
        }

        return message.Artifacts?.Count == keys.Count
            ? new RunReading.Succeeded(message)
            : new RunReading.Failed(
                Reasons.ResultMismatch,
                $"The runner reported {message.Artifacts?.Count ?? 0} pictures instead of {keys.Count}."
            );
    }

    private static RunReading.Failed Failure(JobCondition failed, PodReading.Ended? last)
    {
        var error = last?.Message?.Error?.Reason;
        return (failed.Reason, error) switch
        {
            ("DeadlineExceeded", _) => new(
                Reasons.DeadlineExceeded,
                "The run took longer than spec.runner.activeDeadlineSeconds allows."
            ),
            ("PodFailurePolicy", RunErrorReason.Refused) => new(Reasons.RefusedByPolicy, last!.Explanation),
            (_, RunErrorReason.ModelUnusable) => new(Reasons.ModelUnusable, last!.Explanation),
            (_, RunErrorReason.GpuMissing) => new(Reasons.GpuMissing, last!.Explanation),
            (_, RunErrorReason.OutOfMemory) => new(Reasons.OutOfMemory, last!.Explanation),
            (_, RunErrorReason.PolishFailed) => new(Reasons.PolishFailed, last!.Explanation),
            ("PodFailurePolicy", _) => new(
                Reasons.BadInput,
                last?.Explanation ?? failed.Message ?? "The runner refused its input."
            ),
            (_, RunErrorReason.StoreUnreachable) => new(Reasons.StoreUnreachable, last!.Explanation),
            _ => new(
                Reasons.RetriesExhausted,
                last is null
                    ? failed.Message ?? "All attempts failed."
                    : $"All attempts failed; the last one: {last.Explanation}"
            ),
        };
    }

    private static JobCondition? Condition(Job child, string type) =>
        child.Status?.Conditions?.FirstOrDefault(c => c.Type == type && c.Status == "True");

    private static bool BelongsTo(Pod pod, Job child) =>
        pod.Metadata.OwnerReferences?.Any(o => o.Uid == child.Metadata.Uid) == true;
}
