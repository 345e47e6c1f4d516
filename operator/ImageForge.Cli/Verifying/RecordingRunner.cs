using ImageForge.Cli.Local;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner;

namespace ImageForge.Cli.Verifying;

/// <summary>Has plans carried out by another and keeps what was made.</summary>
internal sealed class RecordingRunner(IPlanRunner runner) : IPlanRunner
{
    private readonly List<(RunPlan Plan, Manifest Manifest)> made = [];

    /// <summary>The plans that were completed, in turn, with what they made.</summary>
    public IReadOnlyList<(RunPlan Plan, Manifest Manifest)> Made => made;

    /// <inheritdoc />
    public async Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation)
    {
        var outcome = await runner.RunAsync(plan, cancellation);
        if (outcome.Manifest is { } manifest)
        {
            made.Add((plan, manifest));
        }

        return outcome;
    }
}
