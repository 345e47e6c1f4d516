using ImageForge.Cli.Display;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner;
using Microsoft.Extensions.Logging;

namespace ImageForge.Cli.Local;

/// <summary>Runs plans sequentially.</summary>
internal interface IPlanRunner
{
    /// <summary>Runs a plan; failures are outcomes, not exceptions.</summary>
    Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation);
}

/// <summary>Runs plans in this process and displays their progress.</summary>
internal sealed class LocalRunner(IProgressView view, ILogger logger) : IPlanRunner
{
    private readonly RunExecutor _executor = new();

    public Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation) =>
        _executor.ExecuteAsync(
            plan,
            new RunOptions
            {
                Attempt = $"local-{Environment.ProcessId}",
                Progress = new Listener(view, plan.Delivery.Job),
                Logger = logger,
                Environment = LocalMachine.Variable,
            },
            cancellation
        );

    /// <summary>Reports synchronously: <see cref="Progress{T}"/> would reorder it.</summary>
    private sealed class Listener(IProgressView view, string job) : IProgress<Progress>
    {
        public void Report(Progress value) =>
            view.Show(
                job,
                value.Percent,
                value.Stage.ToString(),
                $"{value.VariantsDone}/{value.VariantsTotal}",
                value.Message
            );
    }
}
