using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Jobs;

/// <summary>Builds the next status of a job from the last one; one method per outcome.</summary>
internal sealed class JobStatusWriter
{
    private static readonly IReadOnlyList<IStatusStage> StatusStages = [.. Stages.All.OfType<IStatusStage>()];

    private readonly JobObserved _observed;
    private readonly string? _queue;
    private readonly DateTimeOffset _now;
    private readonly ConditionSet _conditions;
    private readonly GenerationJobStatus _last;
    private GenerationJobStatus _status;

    /// <param name="observed">The observed state.</param>
    /// <param name="queue">LocalQueue of the Job; null if there is none.</param>
    public JobStatusWriter(JobObserved observed, string? queue = null)
    {
        _observed = observed;
        _queue = queue;
        _now = Clock.Seconds(observed.Now);
        _last = observed.Job.Status ?? new GenerationJobStatus();
        var generation = observed.Job.Metadata.Generation ?? 0;
        _conditions = new ConditionSet(_last.Conditions, generation, _now);
        _status = _last with { ObservedGeneration = generation };
    }

    public JobStatusWriter Accept(Resolution.Ready ready)
    {
        Accept(ready.Plan);
        _status = _status with
        {
            ProfileHash = ready.ProfileHash,
            Cost = new CostStatus { EstimatedCents = ready.EstimatedCents },
        };
        return this;
    }

    public JobStatusWriter Accept(RunPlan plan)
    {
        var work = (GenerateWork)plan.Work;
        _conditions.Set(Conditions.Accepted, true, Reasons.Accepted, "The spec is valid and the run is planned.");
        _status = _status with
        {
            PlanHash = plan.PlanHash,
            Seed = work.Seed,
            EffectivePrompt = work.Prompt is { Text.Length: > 0 } prompt ? Text.Truncate(prompt.Text, 16384) : null,
            JobName = ChildNames.Of(plan),
            QueueName = _queue,
        };
        return this;
    }

    public Plan<GenerationJobStatus> Unchanged() => Written(_status.State ?? JobState.Pending, []);

    public Plan<GenerationJobStatus> Blocked(string message) =>
        Conclude(
            new Outcome.InProgress(
                _status.State ?? JobState.Pending,
                Reasons.ReconcileError,
                $"The API server rejected an object of this job, retrying: {message}",
                Warning: true
            )
        );

    public Plan<GenerationJobStatus> Pending(Resolution.Waiting waiting)
    {
        _conditions.Set(Conditions.Accepted, false, waiting.Reason, waiting.Message);
        return Conclude(new Outcome.InProgress(JobState.Pending, waiting.Reason, waiting.Message, Warning: true));
    }

    public Plan<GenerationJobStatus> Rejected(Resolution.Refused refused)
    {
        _conditions.Set(Conditions.Accepted, false, refused.Reason, refused.Message);
        return Conclude(new Outcome.Stalled(JobState.Rejected, refused.Reason, refused.Message, Warning: true));
    }

    public Plan<GenerationJobStatus> Suspended() => Conclude(new Outcome.Suspended());

    public Plan<GenerationJobStatus> Waiting(RunPlan plan, RunReading.Waiting waiting) => Active(plan, waiting);

    /// <summary>The status of a run that has not ended.</summary>
    public Plan<GenerationJobStatus> Active(RunPlan plan, RunReading reading)
    {
        Queue(reading);
        var attempt = Math.Max(_last.Attempt ?? 1, reading.Attempt);
        if (IsReported(reading, attempt))
        {
            return Unchanged();
        }

        _status = _status with { Attempt = attempt };
        return reading switch
        {
            RunReading.Running => Running(plan, attempt),
            RunReading.Suspended { Queue: var queue } => Queued(
                plan,
                queue.Summary,
                queue.Message,
                queue.NeedsAction || queue.IsEvicted
            ),
            RunReading.Retrying retrying => Retrying(plan, retrying, attempt),
            RunReading.Waiting { Reason: Reasons.Queued } waiting => Queued(
                plan,
                waiting.Reason,
                waiting.Message,
                false
            ),
            // No event: one for each of thousands of jobs would tell nothing that their status does not.
            RunReading.Waiting { Reason: Reasons.WaitingForSlot } waiting => Queued(
                plan,
                waiting.Reason,
                waiting.Message,
                null
            ),
            RunReading.Waiting waiting => Queued(plan, waiting.Reason, waiting.Message, true),
            _ => throw new InvalidOperationException($"{reading.GetType().Name} is not an active run."),
        };
    }

    /// <summary>
    /// Whether the last status already reports this, with more detail (such as why the last attempt failed).
    /// </summary>
    private bool IsReported(RunReading reading, int attempt) =>
        reading is RunReading.Ending
        || (
            _last.State == JobState.Retrying
            && _last.Attempt == attempt
            && reading is RunReading.Retrying { Message: null } or RunReading.Waiting { Reason: Reasons.Queued }
        );

    public Plan<GenerationJobStatus> Completed(RunPlan plan, RunReading.Succeeded done)
    {
        Accept(plan);
        Queue(done);
        SetStore(true, Reasons.AsExpected, "The runner wrote to the store.");
        var told = Describe(plan, done.Message);
        var count = plan.Delivery.Keys.Count;
        _status = _status with
        {
            Attempt = Math.Max(_last.Attempt ?? 1, done.Attempt),
            Progress = ProgressWriter.Completed(count),
            Images = $"{count}/{count}",
            Cost = new CostStatus { EstimatedCents = _status.Cost?.EstimatedCents ?? 0, ChargedCents = 0 },
            StartTime = _status.StartTime ?? _now,
            CompletionTime = _now,
        };
        var concluded = Conclude(new Outcome.Completed($"{Text.Images(count)} {(count == 1 ? "is" : "are")} stored."));
        return concluded with { Events = [.. told, .. concluded.Events] };
    }

    private List<PlannedEvent> Describe(RunPlan plan, TerminationMessage message)
    {
        var told = new List<PlannedEvent>();
        var warnings = (message.Warnings ?? []).ToLookup(w => StatusStages.Last(stage => stage.Concerns(w)));
        foreach (var stage in StatusStages)
        {
            var result = new StageResult(plan, message, [.. warnings[stage]], _observed.Job.Spec);
            (_status, var events) = stage.Completed(result, _status, _conditions);
            told.AddRange(events);
        }

        return told;
    }

    public Plan<GenerationJobStatus> Failed(RunPlan plan, RunReading.Failed failed)
    {
        Queue(failed);
        if (failed.Reason is Reasons.StoreUnreachable or Reasons.StoreRefused)
        {
            SetStore(false, failed.Reason, failed.Message);
        }

        foreach (var condition in StatusStages.Select(s => s.FailedCondition(failed.Reason)).OfType<string>())
        {
            _conditions.Set(condition, false, failed.Reason, failed.Message);
        }

        // While waiting for a pod, the status has the number of the next attempt.
        var begun = _last.State is JobState.Retrying or JobState.Queued ? _last.Attempt - 1 : _last.Attempt;
        _status = _status with
        {
            Attempt = Math.Max(begun ?? 1, failed.Attempt),
            Progress = ProgressWriter.Ended(plan, _last, ProgressStage.Failed),
            CompletionTime = _now,
        };
        return Conclude(new Outcome.Stalled(JobState.Failed, failed.Reason, failed.Message, Warning: true));
    }

    public Plan<GenerationJobStatus> Cancelled()
    {
        _status = _status with
        {
            Progress = ProgressWriter.Ended(null, _last, ProgressStage.Cancelled),
            CompletionTime = _now,
        };
        return Conclude(Outcome.Cancelled);
    }

    private Plan<GenerationJobStatus> Running(RunPlan plan, int attempt)
    {
        var total = plan.Delivery.Keys.Count;
        var (progress, requeue) = ProgressWriter.Next(_observed, plan, _last, attempt);
        if (progress.Stage >= ProgressStage.Generating)
        {
            SetStore(true, Reasons.AsExpected, "The runner can write to the store.");
        }

        _status = _status with
        {
            Progress = progress,
            Images = $"{progress.VariantsDone ?? 0}/{total}",
            StartTime = _status.StartTime ?? _now,
        };
        var running = new Outcome.InProgress(
            JobState.Running,
            Reasons.Running,
            "The runner pod is running.",
            Warning: null
        );
        return Conclude(running) with { RequeueAfter = requeue };
    }

    private Plan<GenerationJobStatus> Queued(RunPlan plan, string reason, string message, bool? warning) =>
        WithoutPod(plan, new Outcome.InProgress(JobState.Queued, reason, message, warning));

    private Plan<GenerationJobStatus> Retrying(RunPlan plan, RunReading.Retrying retrying, int attempt)
    {
        if (retrying.Reason == nameof(RunErrorReason.StoreUnreachable))
        {
            SetStore(false, Reasons.StoreUnreachable, retrying.Message!);
        }

        var what = retrying.IsDisrupted ? $"Attempt {attempt} was disrupted" : $"Attempt {attempt - 1} failed";
        return WithoutPod(
            plan,
            new Outcome.InProgress(
                JobState.Retrying,
                retrying.Reason,
                $"{what}, retrying: {retrying.Message ?? "pod deleted before reporting a result."}",
                Warning: true
            ),
            isNew: _last.State != JobState.Retrying || _last.Attempt != attempt
        );
    }

    /// <summary>No pod is running.</summary>
    private Plan<GenerationJobStatus> WithoutPod(RunPlan plan, Outcome.InProgress outcome, bool isNew = false)
    {
        var progress = ProgressWriter.Waiting(plan, _last);
        _status = _status with { Progress = progress, Images = $"{progress.VariantsDone}/{progress.VariantsTotal}" };
        return Conclude(outcome, isNew);
    }

    /// <summary>Kueue suspends the Job until it is admitted.</summary>
    private void Queue(RunReading reading)
    {
        if (_queue is null)
        {
            return;
        }

        if (reading is RunReading.Suspended { Queue: var queue })
        {
            _conditions.Set(Conditions.QueueAdmitted, false, queue.Reason, queue.Message);
        }
        else if (
            reading is RunReading.Running or RunReading.Succeeded
            || (
                reading is RunReading.Waiting or RunReading.Retrying
                && _conditions.Is(Conditions.QueueAdmitted, "False")
            )
        )
        {
            _conditions.Set(Conditions.QueueAdmitted, true, Reasons.Admitted, "The queue has admitted the Job.");
        }
    }

    private Plan<GenerationJobStatus> Conclude(Outcome outcome, bool isNew = false) =>
        Written(outcome.State, _conditions.Conclude(outcome, isNew));

    private Plan<GenerationJobStatus> Written(JobState state, IReadOnlyList<PlannedEvent> events) =>
        new() { Status = _status with { State = state, Conditions = _conditions.ToList() }, Events = events };

    /// <summary>Every run uses the store, whatever its stages are.</summary>
    private void SetStore(bool reachable, string reason, string message) =>
        _conditions.Set(Conditions.StoreReachable, reachable, reason, message);
}
