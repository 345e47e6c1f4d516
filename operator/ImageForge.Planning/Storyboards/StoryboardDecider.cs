using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Publish;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Statuses;
using k8s.Models;

namespace ImageForge.Planning.Storyboards;

/// <summary>Computes the next status of a Storyboard and the changes of its children. Pure; handles every state.</summary>
public static class StoryboardDecider
{
    /// <summary>Names of the jobs of all frames, existing or not.</summary>
    public static IReadOnlyList<string> FrameNames(Storyboard board) =>
        [
            .. ShotList
                .Of(board.Spec)
                .Select((_, i) => ChildNames.ForFrame(board.Metadata.Name!, board.Metadata.Uid!, i)),
        ];

    /// <summary>Computes the plan.</summary>
    public static Plan<StoryboardStatus> Decide(StoryboardObserved observed, OperatorDefaults defaults)
    {
        var board = observed.Board;
        if (board.Metadata.DeletionTimestamp is not null)
        {
            return new Plan<StoryboardStatus>();
        }

        if (JobStates.IsTerminal(board.Status?.State))
        {
            return Finished(observed, defaults);
        }

        var (writer, shots, frames) = Begin(observed);
        if (frames.Foreign is { } foreign)
        {
            return writer.Rejected(
                new(
                    Reasons.NameConflict,
                    $"GenerationJob '{foreign}' already exists and is not owned by this storyboard; delete it or rename the storyboard."
                )
            );
        }

        var refusal = Refusal(board, shots, defaults);
        if (refusal is null && frames.Pending > 0 && observed.Cycle is { } cycle)
        {
            var refused = ArtifactCycles.Refusal(cycle);
            refusal = new(refused.Reason, refused.Message);
        }

        if (refusal is not null)
        {
            return writer.Rejected(refusal);
        }

        writer.Accept();
        if (board.Spec.Cancel)
        {
            return writer.Cancelled() with { Children = [.. Deletes.Of(observed.Children), .. frames.Cancel()] };
        }

        if (board.Spec.Suspend)
        {
            return writer.Suspended() with { Children = [.. Deletes.Of(observed.Children), .. frames.Suspend()] };
        }

        return frames.Pending > 0
            ? writer.RunningFrames() with
            {
                Children = [.. frames.Resume(), .. frames.Begin(board.Spec.Concurrency)],
            }
            : Assemble(observed, defaults, shots, frames, writer);
    }

    /// <summary>The status to write when the API server rejects an object of the plan; the storyboard is retried.</summary>
    /// <param name="observed">The observed state.</param>
    /// <param name="message">The error message of the API server.</param>
    public static Plan<StoryboardStatus> Blocked(StoryboardObserved observed, string message) =>
        Begin(observed).Writer.Blocked(message);

    private static (StoryboardStatusWriter Writer, IReadOnlyList<Shot> Shots, FrameSet Frames) Begin(
        StoryboardObserved observed
    )
    {
        var shots = ShotList.Of(observed.Board.Spec);
        var frames = new FrameSet(observed, FramePlanner.Plan(observed.Board, shots));
        return (new StoryboardStatusWriter(observed, shots, frames), shots, frames);
    }

    private static Plan<StoryboardStatus> Assemble(
        StoryboardObserved observed,
        OperatorDefaults defaults,
        IReadOnlyList<Shot> shots,
        FrameSet frames,
        StoryboardStatusWriter writer
    )
    {
        var board = observed.Board;
        var storage = board.Spec.Template?.Output?.Storage;
        if (frames.Completed == 0 || board.Spec.ContactSheet is { Enabled: false })
        {
            return writer.Ended(null, null, storage);
        }

        // Already validated.
        var store = StorageResolver.Resolve(storage, defaults).Store!;
        var plan =
            AcceptedPlan.Find(board.Metadata.Uid, board.Status?.PlanHash, observed.ConfigMaps)
            ?? AssemblyPlanner.Plan(board, shots, frames.InOrder, store);
        var name = ChildNames.Of(plan);
        var child = observed.Children.FirstOrDefault(c => c.Metadata.Name == name);
        IReadOnlyList<ChildAction> map = observed.ConfigMaps.Any(m => m.Metadata.Name == name)
            ? []
            : [new ChildAction.Create(PodPlanner.ConfigMap(plan, Owners.Of(board)))];
        var read = new RunObserved
        {
            Child = child,
            Pods = observed.Pods,
            Refusal = observed.PodRefusal,
            MountFailure = observed.MountFailure,
            Workload = observed.Workload,
            PendingTimeout = defaults.PendingTimeoutOf(board.Spec.Template?.Runner),
            Now = observed.Now,
        };
        return RunReader.Read(plan, read) switch
        {
            RunReading.Succeeded done => writer.Ended(plan, done, storage),
            RunReading.Failed failed => writer.AssemblyFailed(plan, failed),
            RunReading.Absent => writer.Assembling(plan, null) with
            {
                Children = [.. map, new ChildAction.Create(Child(board, plan, defaults))],
            },
            RunReading.PodNotFound notFound when notFound.Remaining(observed.Now) is var left && left > TimeSpan.Zero =>
                writer.Assembling(plan, null) with
                {
                    RequeueAfter = left,
                },
            RunReading.PodNotFound => writer.Assembling(plan, null) with { Children = Deletes.Of(observed.Children) },
            // The Job controller has not decided yet; keep the last status.
            RunReading.Ending => writer.Unchanged() with { Children = map },
            RunReading.Retrying { Message: null } when board.Status?.State == JobState.Retrying =>
                writer.Unchanged() with
                {
                    Children = map,
                },
            var reading => writer.Assembling(plan, reading) with { Children = map, RequeueAfter = reading.PendingFor },
        };
    }

    private static V1Job Child(Storyboard board, RunPlan plan, OperatorDefaults defaults)
    {
        // A contact sheet needs no GPU.
        var runner = board.Spec.Template?.Runner is { } template
            ? template with
            {
                Gpu = null,
                ResourceClaims = null,
            }
            : null;
        var (width, height) = Sizes.Of(board.Spec.Template?.Size ?? new ImageSize { Preset = SizePreset.WideCard });
        var memory = SheetMemory.Of((AssembleWork)plan.Work, (long)width * height);
        var needs = StorageResolver.Needs(board.Spec.Template?.Output?.Storage, runner, memory, defaults);
        return PodPlanner.Job(plan, Owners.Of(board), needs, defaults, board.Status?.Attempt ?? 1);
    }

    private static Problem? Refusal(Storyboard board, IReadOnlyList<Shot> shots, OperatorDefaults defaults)
    {
        if (shots.Count == 0)
        {
            return new(Reasons.InvalidSpec, "spec.scene contains no words.");
        }

        if (UnsupportedStoryboardFields.Find(board.Spec) is { } unsupported)
        {
            return unsupported;
        }

        if (RunnerRules.Validate(board.Spec.Template?.Runner, "spec.template.runner", defaults) is { } broken)
        {
            return broken;
        }

        if (board.Spec.Template is { } template && ReferenceRules.Validate(template, "spec.template") is { } impossible)
        {
            return impossible;
        }

        var (store, problem) = StorageResolver.Resolve(
            board.Spec.Template?.Output?.Storage,
            defaults,
            "spec.template.output.storage"
        );
        var (sheet, manifest) = AssemblyPlanner.Keys(board);
        return problem ?? StoreKeys.Problem(store!, [sheet, manifest]);
    }

    /// <summary>Child Jobs that Kubernetes would retry although the storyboard has ended.</summary>
    private static IReadOnlyList<ChildAction> Unwanted(StoryboardObserved observed) =>
        Deletes.Of([.. observed.Children.Where(child => RunReader.CanContinue(child, observed.Pods))]);

    private static Plan<StoryboardStatus> Finished(StoryboardObserved observed, OperatorDefaults defaults)
    {
        var board = observed.Board;
        var (writer, _, frames) = Begin(observed);
        var cancels = board.Status!.State == JobState.Cancelled ? frames.Cancel() : [];
        var cleanup = Cleanup.Plan(
            board.Spec.Cleanup,
            board.Status.CompletionTime ?? observed.Now,
            observed.Now,
            [.. observed.Children, .. observed.ConfigMaps],
            defaults
        );
        return writer.Unchanged() with
        {
            Children = [.. cancels, .. cleanup.Deletes.Count > 0 ? cleanup.Deletes : Unwanted(observed)],
            RequeueAfter = cleanup.Next,
            DeleteSelf = cleanup.DeleteSelf,
        };
    }
}
