using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Stages;

/// <summary>One step of a run, over all of its pictures. It knows the store and the plan, and nothing of Kubernetes.</summary>
internal interface IStage
{
    /// <summary>What the run's progress says while it lasts.</summary>
    Stage Stage { get; }

    /// <summary>Does its part for every picture that does not have it yet.</summary>
    Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken);
}
