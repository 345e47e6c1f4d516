using System.Diagnostics;
using System.Text.Json;
using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner;

namespace ImageForge.Cli.Verifying;

/// <summary>Runs each plan in a runner process with a directory store.</summary>
/// <param name="program">The runner executable.</param>
/// <param name="folder">Directory for plans and results.</param>
/// <param name="caption">Caption of the progress display.</param>
/// <param name="threads">Number of processors visible to the process; null for all.</param>
/// <param name="view">Progress display.</param>
internal sealed class ProgramRunner(string program, string folder, string caption, int? threads, IProgressView view)
    : IPlanRunner
{
    /// <inheritdoc />
    public async Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation)
    {
        view.Show(plan.Delivery.Job, 0, caption, "");
        var planFile = Path.Combine(folder, "plan.json");
        var result = Path.Combine(folder, "result.json");
        await File.WriteAllBytesAsync(
            planFile,
            JsonSerializer.SerializeToUtf8Bytes(plan, ContractsJson.Of<RunPlan>()),
            cancellation
        );
        File.Delete(result);
        using var process = Process.Start(Start(planFile, result))!;
        var log = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        view.Show(plan.Delivery.Job, 100, caption, "");
        var message = TerminationMessage.TryParse(
            File.Exists(result) ? await File.ReadAllTextAsync(result, cancellation) : null
        );
        return message is null
            ? Crashed(plan, process.ExitCode, await log + await errors)
            : new RunOutcome((ExitCode)process.ExitCode, message, Manifest(plan, message));
    }

    private ProcessStartInfo Start(string planFile, string result)
    {
        var start = new ProcessStartInfo(program, ["--plan", planFile, "--log", "text"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["IMAGEFORGE_TERMINATION_LOG"] = result, ["IMAGEFORGE_PROGRESS_PORT"] = "0" },
        };
        if (threads is { } count)
        {
            // .NET parses this variable as hexadecimal.
            start.Environment["DOTNET_PROCESSOR_COUNT"] = $"{count:X}";
        }

        return start;
    }

    private static Manifest? Manifest(RunPlan plan, TerminationMessage message) =>
        message.Manifest is { } stored
            ? Contracts.Results.Manifest.TryParse(
                File.ReadAllBytes(StoreLocations.Of(plan.Delivery.Store.Uri, stored.Key))
            )
            : null;

    private static RunOutcome Crashed(RunPlan plan, int code, string output)
    {
        var last = output.TrimEnd().Split('\n')[^1];
        var error = new RunError(RunErrorReason.Internal, $"runner exited with code {code} without a result: {last}");
        return new RunOutcome(ExitCode.Retryable, new() { PlanHash = plan.PlanHash, Error = error }, null);
    }
}
