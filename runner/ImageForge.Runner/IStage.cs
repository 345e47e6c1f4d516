using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Pictures;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner;

/// <summary>
/// A stage of a run: an <see cref="IPictureStage"/> or an <see cref="IFileStage"/>. It knows the store and the plan, and
/// nothing of Kubernetes.
/// </summary>
internal interface IStage
{
    /// <summary>Rejects plans that the stage cannot run, before anything is opened.</summary>
    /// <exception cref="PlanInvalidException">The message names what is unusable.</exception>
    void Check(RunPlan plan);
}

/// <summary>A stage that makes pictures or changes them, before they are encoded.</summary>
internal interface IPictureStage : IStage
{
    /// <summary>What all pictures lack, known before any is made.</summary>
    IReadOnlyList<Warning> Warnings(RunContext context);

    /// <summary>Prepares the stage for a run that has pictures to make.</summary>
    /// <param name="context">The run.</param>
    /// <param name="before">The pictures of the stages before; null if they make none.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The pictures after this stage, which dispose of those before; <paramref name="before"/> itself if the plan does not have the stage.</returns>
    Task<IPictureSource?> OpenAsync(RunContext context, IPictureSource? before, CancellationToken cancellationToken);
}

/// <summary>A stage over the encoded pictures of a run, after all are finished.</summary>
internal interface IFileStage : IStage
{
    /// <summary>The stage in the progress report.</summary>
    Stage Stage { get; }

    /// <summary>The stage in traces and metrics, such as "evaluate".</summary>
    string Span { get; }

    /// <summary>Runs over all pictures.</summary>
    Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken);
}
