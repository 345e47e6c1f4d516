using ImageForge.Contracts.Plans;
using ImageForge.Runner;

namespace ImageForge.Cli.Local;

/// <summary>Carries plans out, one after the other.</summary>
internal interface IPlanRunner
{
    /// <summary>Runs to the end, whatever it is: failures are outcomes, not exceptions.</summary>
    Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation);
}
