using ImageForge.Artifacts.Models;
using ImageForge.Runner.Reporting;

namespace ImageForge.Runner.Models;

/// <summary>Tells a run's progress how far a model is.</summary>
/// <param name="progress">The run's.</param>
/// <param name="from">Share of the stage that is done before the model.</param>
/// <param name="to">Share that is done with it.</param>
internal sealed class ModelReports(ProgressTracker progress, double from, double to) : IProgress<ModelProgress>
{
    /// <inheritdoc />
    public void Report(ModelProgress value) =>
        progress.Advance(from + ((to - from) * (value.Step == ModelStep.Waiting ? 0 : value.Share)), value.Message);
}
