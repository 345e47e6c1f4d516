using ImageForge.Contracts.Plans;
using ImageForge.Runner;

namespace ImageForge.Cli.Local;

/// <summary>Runs plans sequentially.</summary>
internal interface IPlanRunner
{
    /// <summary>Runs a plan; failures are outcomes, not exceptions.</summary>
    Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation);
}
