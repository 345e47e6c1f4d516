using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Reporting;

/// <summary>Turns what stages report into percentages that never decrease.</summary>
internal sealed class ProgressTracker(string planHash, int variants, IProgress<Progress> sink)
{
    private readonly Lock _gate = new();

    private Progress _last = new()
    {
        PlanHash = planHash,
        Stage = Stage.Queued,
        Percent = PercentAt(Stage.Queued),
        VariantsDone = 0,
        VariantsTotal = variants,
    };

    /// <summary>A stage begins.</summary>
    public void Enter(Stage stage, string message) =>
        Report(p => p with { Stage = stage, Percent = PercentBefore(stage), Message = message });

    /// <summary>A share of the current stage is done, 0 to 1.</summary>
    public void Advance(double share, string? message = null) =>
        Report(p =>
            p with
            {
                Percent =
                    PercentBefore(p.Stage)
                    + (int)((PercentAt(p.Stage) - PercentBefore(p.Stage)) * Math.Clamp(share, 0, 1)),
                Message = message ?? p.Message,
            }
        );

    /// <summary>So many variants are finished.</summary>
    public void Finished(int done) => Report(p => p with { VariantsDone = done });

    /// <summary>All is stored.</summary>
    public void Complete() =>
        Report(p =>
            p with
            {
                Stage = Stage.Completed,
                Percent = PercentAt(Stage.Completed),
                VariantsDone = p.VariantsTotal,
                Message = "Completed",
            }
        );

    private void Report(Func<Progress, Progress> change)
    {
        // The lock keeps reports in order.
        lock (_gate)
        {
            var next = change(_last);
            next = next with { Percent = Math.Max(next.Percent, _last.Percent) };
            if (next != _last)
            {
                _last = next;
                sink.Report(next);
            }
        }
    }

    private static int PercentAt(Stage stage) =>
        stage switch
        {
            Stage.Queued => 10,
            Stage.Processing => 30,
            Stage.Generating => 60,
            Stage.Evaluating => 80,
            Stage.Uploading => 90,
            _ => 100,
        };

    private static int PercentBefore(Stage stage) => stage == Stage.Queued ? 0 : PercentAt(stage - 1);
}
