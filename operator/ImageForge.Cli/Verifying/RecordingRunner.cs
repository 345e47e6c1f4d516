using ImageForge.Cli.Local;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner;

namespace ImageForge.Cli.Verifying;

/// <summary>Runs plans with another runner and records their results.</summary>
internal sealed class RecordingRunner(IPlanRunner runner) : IPlanRunner
{
    private readonly List<(RunPlan Plan, Manifest Manifest)> _made = [];

    /// <summary>Completed plans with their manifests, in order.</summary>
    public IReadOnlyList<(RunPlan Plan, Manifest Manifest)> Made => _made;

    /// <inheritdoc />
    public async Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation)
    {
        var outcome = await runner.RunAsync(plan, cancellation);
        if (outcome.Manifest is { } manifest)
        {
            _made.Add((plan, manifest));
        }

        return outcome;
    }
}
