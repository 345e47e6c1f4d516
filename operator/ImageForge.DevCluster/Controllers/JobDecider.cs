using System.Collections.Immutable;
using ImageForge.Api.Common;
using k8s.Models;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Decides the next step of a job, as Kubernetes' job controller does; pure.</summary>
internal static class JobDecider
{
    public static JobDecision Decide(JobObserved observed, DateTimeOffset now)
    {
        if (observed.State.IsFinished)
        {
            return Finished(observed, now);
        }

        var count = JobCount.Take(observed, now);
        var state = count.State;
        var suspended = observed.Job.Spec!.Suspend == true;
        if (!suspended)
        {
            state = Begin(state, now);
        }

        if (Outcome(observed, count, state, suspended, now) is { } outcome)
        {
            state = state.With(outcome.Type, true, outcome.Reason, outcome.Message, now);
        }

        var decision = new JobDecision
        {
            State = state,
            Release = count.Release,
            Backoff = count.Backoff,
        };
        if (state.Is("FailureTarget") || state.Is("SuccessCriteriaMet"))
        {
            decision = Conclude(observed, decision, now);
        }
        else if (observed.Job.Metadata.DeletionTimestamp is not null)
        {
            decision = Settle(observed, decision, []);
        }
        else if (suspended)
        {
            decision = Suspend(observed, decision, now);
        }
        else
        {
            decision = Scale(observed, count, decision, now);
        }
        return decision with { Events = [.. Announcements(observed.State, decision.State)] };
    }

    private static JobDecision Finished(JobObserved observed, DateTimeOffset now)
    {
        var decision = new JobDecision
        {
            State = observed.State,
            Release = [.. observed.Pods.Where(p => p.IsTracked)],
            Backoff = observed.Backoff,
        };
        if (observed.Job.Spec!.TtlSecondsAfterFinished is not { } ttl)
        {
            return decision;
        }
        var finished = observed.State.Conditions.First(c => c is { Type: "Complete" or "Failed", Status: "True" });
        var due = Waits.After(finished.LastTransitionTime ?? now, Waits.Seconds(ttl));
        return due <= now ? decision with { DeleteJob = true } : decision with { LookAgainAt = due };
    }

    private static JobState Begin(JobState state, DateTimeOffset now) =>
        state.Is("Suspended")
            ? state.With("Suspended", false, "JobResumed", "Job resumed", now) with
            {
                StartTime = now,
            }
            : state with
            {
                StartTime = state.StartTime ?? now,
            };

    private static JobEvent? Outcome(
        JobObserved observed,
        JobCount count,
        JobState state,
        bool suspended,
        DateTimeOffset now
    )
    {
        var spec = observed.Job.Spec!;
        if (state.Is("FailureTarget") || state.Is("SuccessCriteriaMet"))
        {
            return null;
        }
        if (Unsupported(spec) is { } unsupported)
        {
            return new("FailureTarget", "NotSupported", unsupported);
        }
        if (count.FailJobMessage is { } message)
        {
            return new("FailureTarget", "PodFailurePolicy", message);
        }
        if (count.Failed > (spec.BackoffLimit ?? 6) || IsPastRestartLimit(observed))
        {
            return new("FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }
        if (!suspended && Deadline(spec, state) <= now)
        {
            return new("FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline");
        }
        var enough = spec.Completions is { } wanted ? count.Succeeded >= wanted : count.Succeeded > 0;
        return enough && !observed.Pods.Any(p => p.IsActive)
            ? new("SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods")
            : null;
    }

    private static string? Unsupported(V1JobSpec spec)
    {
        if (spec.BackoffLimitPerIndex is not null)
        {
            return "backoffLimitPerIndex is not supported by the development cluster";
        }
        return spec.PodFailurePolicy?.Rules.Any(r => r.Action == "FailIndex") == true
            ? "podFailurePolicy action FailIndex is not supported by the development cluster"
            : null;
    }

    // Containers that the kubelet restarts in place are failures of the job too.
    private static bool IsPastRestartLimit(JobObserved observed)
    {
        if (observed.Job.Spec!.Template.Spec?.RestartPolicy != "OnFailure")
        {
            return false;
        }
        var restarts = observed.Pods.Where(p => !p.IsSucceeded && !p.IsFailed).Sum(p => p.Restarts);
        var limit = observed.Job.Spec.BackoffLimit ?? 6;
        return restarts > 0 && restarts >= limit;
    }

    private static DateTimeOffset? Deadline(V1JobSpec spec, JobState state) =>
        state.StartTime is { } start && spec.ActiveDeadlineSeconds is { } seconds
            ? Waits.After(start, Waits.Seconds(seconds))
            : null;

    /// <summary>The outcome is known: stop what still runs, count it, and finish when nothing is left.</summary>
    private static JobDecision Conclude(JobObserved observed, JobDecision decision, DateTimeOffset now)
    {
        var running = observed.Pods.Where(p => p.IsActive).ToImmutableList();
        var stopped = observed.Pods.Where(p => p.IsTracked && (p.IsActive || p.IsTerminating)).ToImmutableList();
        var state = decision.State;
        if (state.Is("FailureTarget"))
        {
            var known = state.UncountedFailed.ToHashSet();
            state = state with
            {
                UncountedFailed = state.UncountedFailed.AddRange(
                    stopped.Select(p => p.Uid).Where(u => !known.Contains(u))
                ),
            };
        }
        decision = Settle(
            observed,
            decision with
            {
                State = state,
                Delete = running,
                Release = [.. decision.Release.Union(stopped)],
            },
            running
        );
        state = decision.State;
        var open =
            decision.Release.Count > 0
            || state.UncountedSucceeded.Count + state.UncountedFailed.Count > 0
            || state.Terminating + state.Active > 0;
        if (open)
        {
            return decision;
        }
        var why = state.Find("FailureTarget") ?? state.Find("SuccessCriteriaMet")!;
        var isFailure = why.Type == "FailureTarget";
        state = state.With(isFailure ? "Failed" : "Complete", true, why.Reason ?? "", why.Message ?? "", now);
        return decision with
        {
            State = isFailure ? state : state with { CompletionTime = now },
            LookAgainAt = observed.Job.Spec!.TtlSecondsAfterFinished is { } ttl
                ? Waits.After(now, Waits.Seconds(ttl))
                : null,
        };
    }

    private static JobDecision Suspend(JobObserved observed, JobDecision decision, DateTimeOffset now)
    {
        var running = observed.Pods.Where(p => p.IsActive).ToImmutableList();
        var state = decision.State with { StartTime = null };
        if (!state.Is("Suspended"))
        {
            state = state.With("Suspended", true, "JobSuspended", "Job suspended", now);
        }
        return Settle(observed, decision with { State = state, Withdraw = running }, running);
    }

    private static JobDecision Scale(JobObserved observed, JobCount count, JobDecision decision, DateTimeOffset now)
    {
        var spec = observed.Job.Spec!;
        var active = observed.Pods.Where(p => p.IsActive).ToList();
        var deadline = Deadline(spec, decision.State);
        decision = decision with { LookAgainAt = deadline };
        var wanted = Wanted(spec, count.Succeeded, active.Count);
        if (active.Count > wanted)
        {
            // The youngest have the least to lose.
            var extra = active.OrderBy(p => p.IsReady).ThenByDescending(p => p.Pod.Metadata.CreationTimestamp);
            var withdrawn = extra.Take(active.Count - wanted).ToImmutableList();
            return Settle(observed, decision with { Withdraw = withdrawn }, withdrawn);
        }
        var missing = wanted - active.Count;
        if (spec.PodReplacementPolicy == "Failed")
        {
            missing -= observed.Pods.Count(p => p.IsTerminating);
        }
        if (missing <= 0)
        {
            return Settle(observed, decision, []);
        }
        if (count.Backoff.NextStart(observed.FirstBackoff) is { } next && next > now)
        {
            return Settle(observed, decision with { LookAgainAt = deadline < next ? deadline : next }, []);
        }
        return Settle(observed, decision with { Create = missing }, []);
    }

    private static int Wanted(V1JobSpec spec, int succeeded, int active)
    {
        var parallelism = spec.Parallelism ?? 1;
        if (spec.Completions is { } completions)
        {
            return Math.Min(parallelism, Math.Max(0, completions - succeeded));
        }
        return succeeded > 0 ? active : parallelism;
    }

    // The numbers of pods as they are once the decision is applied.
    private static JobDecision Settle(JobObserved observed, JobDecision decision, ImmutableList<JobPod> stopped)
    {
        var active = observed.Pods.Where(p => p.IsActive && !stopped.Contains(p)).ToList();
        return decision with
        {
            State = decision.State with
            {
                Active = active.Count + decision.Create,
                Ready = active.Count(p => p.IsReady),
                Terminating =
                    observed.Pods.Count(p => p.IsTerminating)
                    + stopped.Count(p => p.Pod.Spec?.NodeName is { Length: > 0 }),
            },
        };
    }

    private static IEnumerable<JobEvent> Announcements(JobState before, JobState after)
    {
        foreach (var condition in after.Conditions)
        {
            if (before.Find(condition.Type)?.Status == condition.Status)
            {
                continue;
            }
            if (condition is { Type: "Suspended" })
            {
                var isSuspended = condition.Status == "True";
                yield return new("Normal", isSuspended ? "Suspended" : "Resumed", condition.Message ?? "");
            }
            else if (condition is { Type: "Complete" })
            {
                yield return new("Normal", "Completed", "Job completed");
            }
            else if (condition is { Type: "Failed" })
            {
                yield return new("Warning", condition.Reason ?? "", condition.Message ?? "");
            }
        }
    }
}
