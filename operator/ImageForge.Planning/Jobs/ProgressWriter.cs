using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Jobs;

/// <summary>Decides which progress a running job shows, and how often.</summary>
internal static class ProgressWriter
{
    /// <summary>The shortest time between two writes of one job's progress.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The progress to show, and when to look again if a newer one is held back.</summary>
    public static (ProgressStatus Progress, TimeSpan? Requeue) Next(
        JobObserved observed,
        RunPlan plan,
        GenerationJobStatus last,
        int attempt
    )
    {
        var shown = last.State == JobState.Running && last.Attempt == attempt ? last.Progress : null;
        var known =
            observed.Progress is { } progress && progress.PlanHash == plan.PlanHash
                ? Shown(progress)
                : shown ?? Waiting(plan, last);
        // A runner that was asked late in its life answers less than what an earlier answer said; that is no news.
        if (shown is not null && known.Percent < shown.Percent)
        {
            known = shown;
        }

        if (shown is null || known == shown || observed.ProgressWritten is not { } written)
        {
            return (known, null);
        }

        var wait = written + Interval - observed.Now;
        return wait > TimeSpan.Zero ? (shown, wait) : (known, null);
    }

    /// <summary>What an attempt has before its runner says anything: what earlier attempts finished stays finished.</summary>
    public static ProgressStatus Waiting(RunPlan plan, GenerationJobStatus last) =>
        new()
        {
            Percent = 10,
            Stage = ProgressStage.Queued,
            VariantsDone = last.Progress?.VariantsDone ?? 0,
            VariantsTotal = plan.Delivery.Keys.Count,
        };

    /// <summary>How far a run came that has ended without being completed.</summary>
    public static ProgressStatus Ended(RunPlan? plan, GenerationJobStatus last, ProgressStage stage) =>
        new()
        {
            Percent = last.Progress?.Percent ?? 0,
            Stage = stage,
            VariantsDone = last.Progress?.VariantsDone,
            VariantsTotal = last.Progress?.VariantsTotal ?? plan?.Delivery.Keys.Count,
        };

    /// <summary>All of it.</summary>
    public static ProgressStatus Completed(int count) =>
        new()
        {
            Percent = 100,
            Stage = ProgressStage.Completed,
            VariantsDone = count,
            VariantsTotal = count,
        };

    private static ProgressStatus Shown(Progress progress) =>
        new()
        {
            Percent = Math.Clamp(progress.Percent, 0, 99),
            Stage = progress.Stage switch
            {
                Stage.Queued => ProgressStage.Queued,
                Stage.Processing => ProgressStage.Processing,
                Stage.Generating => ProgressStage.Generating,
                Stage.Evaluating => ProgressStage.Evaluating,
                // The runner's own word for done counts only with its termination message.
                _ => ProgressStage.Uploading,
            },
            VariantsDone = Math.Clamp(progress.VariantsDone, 0, 10),
            VariantsTotal = Math.Clamp(progress.VariantsTotal, 0, 10),
            Message = progress.Message is { Length: > 0 } message ? Text.Truncate(message, 256) : null,
        };
}
