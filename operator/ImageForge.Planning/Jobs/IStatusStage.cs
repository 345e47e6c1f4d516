using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Jobs;

/// <summary>A stage that describes its results in the status.</summary>
internal interface IStatusStage
{
    /// <summary>Whether a warning of the runner is about this stage. If several claim it, the last one gets it.</summary>
    bool Concerns(Warning warning);

    /// <summary>The condition that becomes False if a run fails for this reason; null if it is not the stage's.</summary>
    string? FailedCondition(string reason);

    /// <summary>Describes a run that has succeeded.</summary>
    /// <param name="result">What the runner reports.</param>
    /// <param name="status">What the stages before have described.</param>
    /// <param name="conditions">Where the stage sets its conditions.</param>
    /// <returns>The status and the events to record.</returns>
    (GenerationJobStatus Status, IReadOnlyList<PlannedEvent> Events) Completed(
        StageResult result,
        GenerationJobStatus status,
        ConditionSet conditions
    );
}

/// <summary>The result of a run, for one stage.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Message">What the runner reports.</param>
/// <param name="Warnings">The warnings about this stage.</param>
/// <param name="Spec">The job.</param>
internal sealed record StageResult(
    RunPlan Plan,
    TerminationMessage Message,
    IReadOnlyList<Warning> Warnings,
    GenerationJobSpec Spec
);
