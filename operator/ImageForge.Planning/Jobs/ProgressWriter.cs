using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Jobs;

/// <summary>Computes the reported progress of a running job and limits how often it is written.</summary>
internal static class ProgressWriter
{
    /// <summary>Minimum time between two progress writes of a job.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The progress to report, and when to requeue if a newer one is throttled.</summary>
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
        // A runner that is shutting down may report less than before: ignored.
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

    /// <summary>
    /// Progress of an attempt before its runner reports; keeps the variants finished by earlier attempts.
    /// </summary>
    public static ProgressStatus Waiting(RunPlan plan, GenerationJobStatus last) =>
        new()
        {
            Percent = 10,
            Stage = ProgressStage.Queued,
            VariantsDone = last.Progress?.VariantsDone ?? 0,
            VariantsTotal = plan.Delivery.Keys.Count,
        };

    /// <summary>Progress of a run that ended without completing.</summary>
    public static ProgressStatus Ended(RunPlan? plan, GenerationJobStatus last, ProgressStage stage) =>
        new()
        {
            Percent = last.Progress?.Percent ?? 0,
            Stage = stage,
            VariantsDone = last.Progress?.VariantsDone,
            VariantsTotal = last.Progress?.VariantsTotal ?? plan?.Delivery.Keys.Count,
        };

    /// <summary>Progress of a completed run.</summary>
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
                // Completed is only reported with the termination message.
                _ => ProgressStage.Uploading,
            },
            VariantsDone = Math.Clamp(progress.VariantsDone, 0, 10),
            VariantsTotal = Math.Clamp(progress.VariantsTotal, 0, 10),
            Message = progress.Message is { Length: > 0 } message ? Text.Truncate(message, 256) : null,
        };
}
