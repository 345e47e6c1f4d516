using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Publish;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Storyboards;

/// <summary>Builds the next status of a storyboard from the last one and its frames.</summary>
internal sealed class StoryboardStatusWriter
{
    private readonly Storyboard _board;
    private readonly IReadOnlyList<Shot> _shots;
    private readonly FrameSet _frames;
    private readonly DateTimeOffset _now;
    private readonly ConditionSet _conditions;
    private readonly StoryboardStatus _last;
    private readonly IReadOnlyList<PlannedEvent> _refusals;
    private StoryboardStatus _status;

    public StoryboardStatusWriter(StoryboardObserved observed, IReadOnlyList<Shot> shots, FrameSet frames)
    {
        _board = observed.Board;
        _shots = shots;
        _frames = frames;
        _now = Clock.Seconds(observed.Now);
        _last = _board.Status ?? new StoryboardStatus();
        _refusals =
        [
            .. observed.Refused.Select(r => new PlannedEvent(
                true,
                Reasons.FrameRefused,
                Text.Truncate($"The API server rejected GenerationJob {r.Key}: {r.Value}", Text.MaxNote)
            )),
        ];
        var generation = _board.Metadata.Generation ?? 0;
        _conditions = new ConditionSet(_last.Conditions, generation, _now);
        _status = _last with { ObservedGeneration = generation };
    }

    private bool HasSheet => _board.Spec.ContactSheet is not { Enabled: false };

    private int Steps => _frames.Count + (HasSheet ? 1 : 0);

    public Plan<StoryboardStatus> Unchanged() => Written(_status.State ?? JobState.Pending, []);

    public Plan<StoryboardStatus> Blocked(string message) =>
        Conclude(
            new Outcome.InProgress(
                _status.State ?? JobState.Pending,
                Reasons.ReconcileError,
                $"The API server rejected an object of this storyboard, retrying: {message}",
                Warning: true
            )
        );

    public void Accept()
    {
        _conditions.Set(Conditions.Accepted, true, Reasons.Accepted, "The spec is valid.");
        _status = _status with
        {
            Frames = [.. _frames.InOrder.Select(Frame)],
            FramesDone = $"{_frames.Completed}/{_frames.Count}",
            Cost = new CostStatus
            {
                EstimatedCents = _frames.InOrder.Sum(f => f.Status?.Cost?.EstimatedCents ?? 0),
                ChargedCents = _frames.InOrder.Sum(f => f.Status?.Cost?.ChargedCents ?? 0),
            },
        };
    }

    public Plan<StoryboardStatus> Rejected(Problem problem)
    {
        _conditions.Set(Conditions.Accepted, false, problem.Reason, problem.Message);
        return Conclude(new Outcome.Stalled(JobState.Rejected, problem.Reason, problem.Message, Warning: true));
    }

    public Plan<StoryboardStatus> Suspended() => Conclude(new Outcome.Suspended());

    public Plan<StoryboardStatus> Cancelled()
    {
        _status = _status with { CompletionTime = _now };
        return Conclude(Outcome.Cancelled);
    }

    /// <summary>Frames are queued or running.</summary>
    public Plan<StoryboardStatus> RunningFrames()
    {
        var (reason, message) = _frames.Blocking is var (index, ready)
            ? (
                ready.Reason is Reasons.Queued or Reasons.Running ? Reasons.FramesRunning : ready.Reason,
                StoredFrames($"Waiting for frame {index + 1} ({_frames.InOrder[index].Metadata.Name}): {ready.Message}")
            )
            : (Reasons.FramesRunning, StoredFrames());
        _conditions.Set(Conditions.FramesReady, false, reason, message);
        var runs = _frames.InOrder.Any(f => f.Status?.State is not (null or JobState.Pending or JobState.Queued));
        _status = _status with
        {
            Progress = Progress(
                _frames.Count - _frames.Pending,
                $"{_frames.Completed}/{_frames.Count} frames complete"
            ),
            StartTime = _status.StartTime ?? (runs ? _now : null),
        };
        // One event when it begins and when it resumes; what happens to a frame is an event of its job.
        return Conclude(
            new Outcome.InProgress(
                runs ? JobState.Running : JobState.Queued,
                reason,
                message,
                Warning: _last.State is JobState.Queued or JobState.Running ? null : false
            )
        );
    }

    /// <summary>The contact sheet is queued or running.</summary>
    public Plan<StoryboardStatus> Assembling(RunPlan plan, RunReading? reading)
    {
        SetFramesReady();
        var (reason, message) = reading switch
        {
            RunReading.Waiting { Reason: not Reasons.Queued } waiting => (waiting.Reason, waiting.Message),
            RunReading.Suspended { Queue: var queue } => (queue.Summary, queue.Message),
            RunReading.Retrying retrying => (
                retrying.Reason,
                $"Contact sheet failed, retrying: {retrying.Message ?? "pod deleted before reporting a result."}"
            ),
            _ => (Reasons.Assembling, "Assembling the contact sheet."),
        };
        _conditions.Set(Conditions.Assembled, false, reason, message);
        _status = _status with
        {
            PlanHash = plan.PlanHash,
            JobName = ChildNames.Of(plan),
            Attempt = Math.Max(_last.Attempt ?? 1, reading?.Attempt ?? 1),
            Progress = Progress(_frames.Count, message),
            StartTime = _status.StartTime ?? _now,
        };
        return Conclude(
            new Outcome.InProgress(
                reading is RunReading.Retrying ? JobState.Retrying : JobState.Running,
                reason,
                message,
                Warning: reason != Reasons.Assembling
            ),
            isNew: reading is RunReading.Retrying && _status.Attempt != _last.Attempt
        );
    }

    public Plan<StoryboardStatus> AssemblyFailed(RunPlan plan, RunReading.Failed failed)
    {
        SetFramesReady();
        _conditions.Set(Conditions.Assembled, false, failed.Reason, failed.Message);
        _status = _status with
        {
            PlanHash = plan.PlanHash,
            Attempt = Math.Max(_last.Attempt ?? 1, failed.Attempt),
            CompletionTime = _now,
        };
        return Conclude(
            new Outcome.Stalled(
                JobState.Failed,
                failed.Reason,
                $"Frames complete, contact sheet failed: {failed.Message}",
                Warning: true
            )
        );
    }

    /// <summary>All frames and the contact sheet have ended; without a plan there is no contact sheet.</summary>
    public Plan<StoryboardStatus> Ended(RunPlan? plan, RunReading.Succeeded? done, StorageSpec? storage)
    {
        SetFramesReady();
        if (plan is not null && done is not null)
        {
            var output = new OutputSpec { CdnBaseUrl = _board.Spec.Template?.Output?.CdnBaseUrl, Storage = storage };
            var sheet = done.Message.Artifacts![0];
            _conditions.Set(Conditions.Assembled, true, Reasons.AsExpected, "The contact sheet is stored.");
            _status = _status with
            {
                PlanHash = plan.PlanHash,
                JobName = ChildNames.Of(plan),
                Attempt = Math.Max(_last.Attempt ?? 1, done.Attempt),
                ContactSheet = new StoredObject
                {
                    Key = plan.Delivery.Keys[0],
                    Sha256 = sheet.Sha256,
                    Bytes = sheet.Bytes,
                    Url = ArtifactWriter.Url(plan, output, plan.Delivery.Keys[0]),
                },
                Manifest = ArtifactWriter.Manifest(plan, done.Message, output),
            };
        }

        _status = _status with
        {
            Progress = Progress(Steps, null),
            StartTime = _status.StartTime ?? _now,
            CompletionTime = _now,
        };
        if (_frames.Completed < _frames.Count)
        {
            return Conclude(new Outcome.Stalled(JobState.Failed, Reasons.FrameFailed, StoredFrames(), Warning: true));
        }

        return Conclude(
            new Outcome.Completed(
                HasSheet
                    ? $"{_frames.Count} frames and the contact sheet are stored."
                    : $"{_frames.Count} frames are stored."
            )
        );
    }

    private void SetFramesReady()
    {
        if (_frames.Completed == _frames.Count)
        {
            _conditions.Set(Conditions.FramesReady, true, Reasons.AsExpected, $"{_frames.Count} frames are stored.");
        }
        else
        {
            _conditions.Set(Conditions.FramesReady, false, Reasons.FrameFailed, StoredFrames());
        }
    }

    /// <summary>Number of complete frames, what the others wait for, and the errors of failed ones.</summary>
    private string StoredFrames(string? waiting = null) =>
        string.Join(
            ' ',
            _frames
                .InOrder.Select((frame, i) => (frame, i, State: State(frame, i)))
                .Where(f => f.State is JobState.Failed or JobState.Cancelled or JobState.Rejected)
                .Select(f => $"Frame {f.i + 1}: {f.State}: {Message(f.frame, f.i)}")
                .Prepend(waiting)
                .Prepend($"{_frames.Completed}/{_frames.Count} frames complete.")
                .OfType<string>()
        );

    private FrameStatus Frame(GenerationJob frame, int index)
    {
        var artifact = AssemblyPlanner.Primary(frame);
        return new FrameStatus
        {
            Index = index + 1,
            JobName = frame.Metadata.Name,
            State = State(frame, index),
            Text = Text.Truncate(_shots[index].Text, 2000),
            Seed = artifact?.Seed ?? frame.Spec.Seed,
            Artifact = artifact is null
                ? null
                : new StoredObject
                {
                    Key = artifact.Key,
                    Sha256 = artifact.Sha256,
                    Bytes = artifact.Bytes,
                    Url = artifact.Url,
                },
            Message = frame.Status?.State is JobState.Completed or JobState.Running ? null : Message(frame, index),
        };
    }

    private JobState? State(GenerationJob frame, int index) =>
        _frames.Exists(index) ? frame.Status?.State ?? JobState.Pending
        : _frames.Refusal(index) is not null ? JobState.Rejected
        : null;

    private string? Message(GenerationJob frame, int index) =>
        _frames.Refusal(index) is { } refusal
            ? Text.Truncate(refusal, Text.MaxMessage)
            : frame.Status?.Conditions?.FirstOrDefault(c => c.Type == Conditions.Ready)?.Message;

    private StoryboardProgress Progress(int step, string? message) =>
        new()
        {
            Percent = 100 * step / Steps,
            Step = step,
            Total = Steps,
            Message = message,
        };

    private Plan<StoryboardStatus> Conclude(Outcome outcome, bool isNew = false) =>
        Written(outcome.State, _conditions.Conclude(outcome, isNew));

    private Plan<StoryboardStatus> Written(JobState state, IReadOnlyList<PlannedEvent> events) =>
        new()
        {
            Status = _status with { State = state, Conditions = _conditions.ToList() },
            Events = [.. _refusals, .. events],
        };
}
