using System.Collections.Immutable;

namespace ImageForge.DevCluster.Controllers;

/// <summary>The pods that ended, counted: those from before and those seen for the first time now.</summary>
internal sealed record JobCount
{
    /// <summary>The status with everything counted that can be, and the newly ended pods listed as uncounted.</summary>
    public required JobState State { get; init; }

    /// <summary>Ended pods whose tracking finalizer may go, because the status lists them or they do not count.</summary>
    public required ImmutableList<JobPod> Release { get; init; }

    /// <summary>Completions, the uncounted included.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Failures that count, the uncounted included.</summary>
    public required int Failed { get; init; }

    /// <summary>Why the podFailurePolicy fails the whole job; null when it does not.</summary>
    public required string? FailJobMessage { get; init; }

    public required JobBackoff Backoff { get; init; }

    public static JobCount Take(JobObserved observed, DateTimeOffset now)
    {
        var state = Flush(observed);
        var policy = observed.Job.Spec!.PodFailurePolicy;
        var onlyFailed = observed.Job.Spec.PodReplacementPolicy == "Failed";
        var succeeded = observed.Pods.Where(p => p.IsTracked && p.IsSucceeded).ToList();
        // A pod that is deleted before it ended has failed too, unless only real failures are replaced.
        var failed = observed.Pods.Where(p => p.IsTracked && (p.IsFailed || p.IsTerminating && !onlyFailed)).ToList();
        var newlySucceeded = succeeded.Where(p => !state.UncountedSucceeded.Contains(p.Uid)).ToList();
        var newlyFailed = failed.Where(p => !state.UncountedFailed.Contains(p.Uid)).ToList();
        var judged = newlyFailed.ConvertAll(p => (Pod: p, Failure: PodFailures.Judge(policy, p)));

        state = state with
        {
            UncountedSucceeded = state.UncountedSucceeded.AddRange(newlySucceeded.Select(p => p.Uid)),
            UncountedFailed = state.UncountedFailed.AddRange(
                judged.Where(j => j.Failure.IsCounted).Select(j => j.Pod.Uid)
            ),
        };
        return new JobCount
        {
            State = state,
            Release = [.. succeeded, .. failed],
            Succeeded = state.Succeeded + state.UncountedSucceeded.Count,
            Failed = state.Failed + state.UncountedFailed.Count,
            FailJobMessage = judged.Where(j => j.Failure.FailsJob).Select(j => j.Failure.Message).FirstOrDefault(),
            Backoff = observed.Backoff.After(newlySucceeded.Concat(newlyFailed), now),
        };
    }

    // A pod that lost its finalizer, or is gone, can be counted for good: it can never be seen as new again.
    private static JobState Flush(JobObserved observed)
    {
        var tracked = observed.Pods.Where(p => p.IsTracked).Select(p => p.Uid).ToHashSet();
        var state = observed.State;
        var succeeded = state.UncountedSucceeded.Count(u => !tracked.Contains(u));
        var failed = state.UncountedFailed.Count(u => !tracked.Contains(u));
        return state with
        {
            Succeeded = state.Succeeded + succeeded,
            Failed = state.Failed + failed,
            UncountedSucceeded = state.UncountedSucceeded.RemoveAll(u => !tracked.Contains(u)),
            UncountedFailed = state.UncountedFailed.RemoveAll(u => !tracked.Contains(u)),
        };
    }
}
